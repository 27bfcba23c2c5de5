// text/scanner: modes, positions, errors, own identifiers and white space.
package main

import (
	"fmt"
	"strings"
	"testing/iotest"
	"text/scanner"
	"unicode"
)

func scan(name, src string, set func(*scanner.Scanner)) {
	var s scanner.Scanner
	s.Init(iotest.HalfReader(strings.NewReader(src)))
	s.Filename = name
	s.Error = func(s *scanner.Scanner, msg string) { fmt.Printf("  %s: error: %s (%s, text %q)\n", s.Position, msg, s.Pos(), s.TokenText()) }
	if set != nil {
		set(&s)
	}
	fmt.Printf("%s %q\n", name, src)
	for tok := s.Scan(); tok != scanner.EOF; tok = s.Scan() {
		fmt.Printf("  %s %s %q %d -> %s\n", s.Position, scanner.TokenString(tok), s.TokenText(), s.Offset, s.Pos())
	}
	fmt.Println("  end", s.Pos(), s.ErrorCount, s.Scan() == scanner.EOF, s.Pos())
}

func main() {
	scan("go", "package main // c\n\nimport \"x\\n\\u00fc\" /* a\nb */ func f(ü int) { x := 0x1F + 1.5e-3 << 'a' ; `raw\nstring` }\n", nil)
	for _, n := range strings.Fields("0 00 08 0x 0xg 0b12 0o18 0o7 1_000 1__0 _1 1_ 0x_1 0_ .5 1. 1e 1e+ 0x1p-2 0x1.8 0b1.1 0o1.2 0x1e5 1p3 0b1e3 09.5 0xfP1_0 1.2.3 1i 0B1 0X1p") {
		scan("number", n, nil)
	}
	for _, c := range []string{`'a'`, `''`, `'ab'`, `'\'`, `'\n'`, `'\x4'`, `'\400'`, `'\777'`, `"a`, "\"a\nb\"", `"\q"`, "`a", "/*a", "/* * /**/", "//a", "// a\r\nb", `"\u12"`, `'\U0010ffff'`, "a\x00b", "a\xffb", "\ufeffa", "\xff", "a\ufeffb", "", "\n", "\n\n x", "a\n", "日本 語"} {
		scan("text", c, nil)
	}
	scan("ints", "1.5 2 x 'c' \"s\" // c", func(s *scanner.Scanner) { s.Mode = scanner.ScanInts })
	scan("none", "ab 1.5 'c' \"s\" // c", func(s *scanner.Scanner) { s.Mode = 0 })
	scan("comments", "a /* b */ c // d\ne", func(s *scanner.Scanner) { s.Mode = scanner.ScanIdents | scanner.ScanComments })
	scan("lines", "a b\nc\n", func(s *scanner.Scanner) { s.Whitespace ^= 1 << '\n' })
	scan("own", "a-b %c 1d", func(s *scanner.Scanner) {
		s.IsIdentRune = func(ch rune, i int) bool { return ch == '%' && i == 0 || ch == '-' && i > 0 || unicode.IsLetter(ch) }
	})
	scan("all", "a 1 1.5 'c' \"s\" `r`", func(s *scanner.Scanner) {
		s.Mode = scanner.ScanIdents | scanner.ScanInts | scanner.ScanFloats | scanner.ScanChars | scanner.ScanStrings | scanner.ScanRawStrings | scanner.SkipComments
	})
	var s scanner.Scanner
	s.Init(strings.NewReader("aß\n\nb"))
	fmt.Println(s.Pos(), s.Position.IsValid(), s.Position)
	for {
		p := s.Peek()
		n := s.Next()
		fmt.Println(p, n, s.Pos(), s.TokenText() == "")
		if n == scanner.EOF {
			break
		}
	}
	s.Init(strings.NewReader("x = y"))
	s.Scan()
	fmt.Println(s.TokenText(), s.Next(), s.TokenText(), s.Next(), s.Scan(), s.Position, s.TokenText())
	for tok := rune(-9); tok < 0; tok++ {
		fmt.Print(scanner.TokenString(tok), " ")
	}
	fmt.Println(scanner.TokenString('x'), scanner.GoTokens, scanner.GoWhitespace, scanner.Position{Filename: "f", Line: 2, Column: 3}, scanner.Position{})
}
