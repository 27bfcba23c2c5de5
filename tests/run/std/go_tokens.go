// go/token and go/scanner: tokens and errors of good, bad and damaged sources, positions under directives, sets of files.
package main

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"hash/fnv"
	"os"
	"strings"
)

var sources = []string{
	"package p\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(1, 2.5, 'x', `raw`, \"s\", 3i)\n\treturn\n}\n",
	"+ - * / % & | ^ << >> &^ += -= *= /= %= &= |= ^= <<= >>= &^= && || <- ++ -- == < > = ! != <= >= := ... ( [ { , . ) ] } ; : ~",
	"break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var",
	"a b _x é日本 x1 xé۱ breaks", "0 1 0x1F 0o17 017 08 0b101 0b12 1_000 1__0 _1 0x_1 0x 0o 0b 0_ 1_ 1e5 1e 1e+ 1E-3 .5 5. 0x1p4 0x1.8p-2 0x1.8 1p3 0x1e3 0b1e3 0b1.0 0o1.5 1i 0x1i 017i 09i 09.5 0xg 1.2.3 1..2",
	`'a' '\n' '\'' '\x41' '\101' '\u00e9' '\U0001F600' '' 'ab' '\q' '\x4' '\400' '\ud800' '\U00110000' 'a`, "'\n'", `"a\tb" "\x41\u00e9" "\q" "\'" "unterminated`, "\"line\nbreak\"", "`raw\r\nline\n` `open", `"\xg" "\u12" '\`,
	"// comment\na // b\n/* c */ d /* e\n f */ g\n/* open", "return // c\nreturn /* c */\nreturn /* \n */ x\nx /* a */ /* b\n */ // c\ny", "a\r\n// c\r\n/* \r\n *\r/ */ b\r", "/**\r/*/ x", "//\r\n/", "a /",
	"\ufeffpackage p", "a\ufeffb", "a\x00b", "a\xffb", "\xff\xfea", "\xfe\xff", "“quoted”", "@ # $ ? \\ ‘", "é\u0301",
	"//line a.go:10\nx\n//line :20\ny\n//line b.go:5:7\nz w\n/*line c.go:1:1*/q /*line :3:4*/r\n//line d.go:x\n//line e.go:0\n//line f.go:1:0\n//line g.go:1:x\n//line nothing\n //line not.go:9\nx\n//line /abs/h.go:99\nx\n//line ../i.go:1073741825\n//line ../i.go:5\nx /*line j.go:7*/",
	"", "\n\n", "x", "x\n", ";", "x;", "}\n)\n]\n", "x++\nx--\n", "... .. .", "<-<--", "&^=&^&&&", "/*a*/x/*b*/\n",
}

func scan(name, src string, mode scanner.Mode) string {
	var b strings.Builder
	fset := token.NewFileSet()
	file := fset.AddFile(name, fset.Base(), len(src))
	var s scanner.Scanner
	var list scanner.ErrorList
	s.Init(file, []byte(src), func(pos token.Position, msg string) {
		fmt.Fprintf(&b, "  error %v %d: %s\n", pos, pos.Offset, msg)
		list.Add(pos, msg)
	}, mode)
	fmt.Fprint(&b, s.End(), " ")
	for range len(src) + 3 {
		pos, tok, lit := s.Scan()
		p := fset.Position(pos)
		raw := fset.PositionFor(pos, false)
		fmt.Fprintf(&b, "%v(%d:%d-%d) %v %q;", p, raw.Line, raw.Column, file.Offset(s.End()), tok, lit)
		if tok == token.EOF {
			break
		}
	}
	fmt.Fprintf(&b, "\n  %d %d %v\n", s.ErrorCount, len(list), file.Lines())
	return b.String()
}

func tokens() {
	for i, src := range sources {
		fmt.Printf("%d %s", i, scan(fmt.Sprintf("dir/f%d.go", i), src, scanner.ScanComments))
		if a, b := scan("x.go", src, 0), scan("x.go", src, scanner.ScanComments); a != b {
			fmt.Println("without comments:", a)
		}
	}
	h := fnv.New64a()
	for _, src := range sources {
		for i := range src {
			for _, c := range "\"'`/*\n\x00=0_\xc3" {
				fmt.Fprint(h, scan("m.go", src[:i]+string(c)+src[i+1:], scanner.ScanComments))
			}
		}
	}
	fmt.Printf("damaged: %x\n", h.Sum64())
	func() {
		defer func() { fmt.Println(recover()) }()
		var s scanner.Scanner
		s.Init(token.NewFileSet().AddFile("x", 1, 5), nil, nil, 0)
	}()
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("x", 1, 3), []byte("'\"'"), nil, 0)
	fmt.Println(s.Scan())
	fmt.Println(s.Scan())
	fmt.Println(s.ErrorCount)
}

func names() {
	for tok := token.Token(-2); tok < 95; tok++ {
		fmt.Print(int(tok), tok, tok.IsLiteral(), tok.IsOperator(), tok.IsKeyword(), tok.Precedence(), " ")
	}
	fmt.Println()
	fmt.Println(token.ILLEGAL, token.EOF, token.COMMENT, token.IDENT, token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING, token.ADD, token.SUB, token.MUL, token.QUO, token.REM, token.AND, token.OR, token.XOR, token.SHL, token.SHR, token.AND_NOT,
		token.ADD_ASSIGN, token.SUB_ASSIGN, token.MUL_ASSIGN, token.QUO_ASSIGN, token.REM_ASSIGN, token.AND_ASSIGN, token.OR_ASSIGN, token.XOR_ASSIGN, token.SHL_ASSIGN, token.SHR_ASSIGN, token.AND_NOT_ASSIGN, token.LAND, token.LOR, token.ARROW, token.INC, token.DEC,
		token.EQL, token.LSS, token.GTR, token.ASSIGN, token.NOT, token.NEQ, token.LEQ, token.GEQ, token.DEFINE, token.ELLIPSIS, token.LPAREN, token.LBRACK, token.LBRACE, token.COMMA, token.PERIOD, token.RPAREN, token.RBRACK, token.RBRACE, token.SEMICOLON, token.COLON,
		token.BREAK, token.CASE, token.CHAN, token.CONST, token.CONTINUE, token.DEFAULT, token.DEFER, token.ELSE, token.FALLTHROUGH, token.FOR, token.FUNC, token.GO, token.GOTO, token.IF, token.IMPORT, token.INTERFACE, token.MAP, token.PACKAGE, token.RANGE, token.RETURN,
		token.SELECT, token.STRUCT, token.SWITCH, token.TYPE, token.VAR, token.TILDE, token.LowestPrec, token.UnaryPrec, token.HighestPrec)
	for _, s := range []string{"", "a", "A", "_", "1a", "a1", "é", "É", "for", "fors", "a-b", "日本", "a b", "x\xff"} {
		fmt.Print(s, token.IsExported(s), token.IsIdentifier(s), token.IsKeyword(s), token.Lookup(s), " ")
	}
	fmt.Println()
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func positions() {
	for _, p := range []token.Position{{}, {"f", 0, 0, 0}, {"f", 1, 2, 0}, {"f", 1, 2, 3}, {"", 1, 2, 3}, {"", 1, 2, 0}} {
		fmt.Print(p, p.IsValid(), " ")
	}
	fmt.Println(token.NoPos.IsValid(), token.Pos(3).IsValid())
	fset := token.NewFileSet()
	a := fset.AddFile("a.go", -1, 10)
	b := fset.AddFile("b.go", fset.Base()+5, 20)
	c := fset.AddFile("c.go", -1, 0)
	fmt.Println(a, b, c, fset.Base(), a.Name(), a.Base(), a.Size(), a.End(), a.LineCount(), c.Lines())
	for _, offset := range []int{0, 5, 3, 5, 9, 10, -1} {
		a.AddLine(offset)
	}
	fmt.Println(a.Lines(), a.LineCount(), a.LineStart(2), a.Line(5), a.Line(6))
	fmt.Println(b.SetLines([]int{0, 4, 8}), b.SetLines([]int{0, 4, 4}), b.SetLines([]int{0, 20}), b.SetLines(nil), b.LineCount(), b.Position(b.Pos(3)))
	b.SetLinesForContent([]byte("one\ntwo\n\nthree\n12345"))
	fmt.Println(b.Lines())
	b.MergeLine(2)
	fmt.Println(b.Lines())
	for _, line := range []int{0, 1, 4, 5} {
		try(func() { b.MergeLine(line) })
		try(func() { fmt.Println(b.LineStart(line)) })
	}
	b.AddLineInfo(4, "x.go", 100)
	b.AddLineColumnInfo(9, "y.go", 7, 3)
	b.AddLineColumnInfo(9, "z.go", 8, 3)
	b.AddLineColumnInfo(12, "w.go", 8, 0)
	b.AddLineColumnInfo(99, "w.go", 8, 0)
	for offset := -1; offset < 22; offset++ {
		p := b.Pos(offset)
		fmt.Print(p, " ", b.Offset(p), " ", b.Position(p), " ", b.PositionFor(p, false), " ", fset.Position(p), " ", b.Line(p), "; ")
	}
	fmt.Println(b.Offset(1), b.Offset(1000), b.Position(0), b.Position(1000))
	for p := token.Pos(0); p < 42; p += 3 {
		name := "none"
		if f := fset.File(p); f != nil {
			name = f.Name()
		}
		fmt.Print(p, " ", name, " ", fset.Position(p), " ", fset.PositionFor(p, false), "; ")
	}
	fmt.Println()
	try(func() { fset.AddFile("d", 3, 4) })
	try(func() { fset.AddFile("d", -1, -4) })
	try(func() { fset.AddFile("d", -1, 1<<63-2) })
	other := token.NewFileSet()
	other.AddExistingFiles(b, a, b)
	fmt.Println(other.Base(), other.File(3) == a)
	try(func() { other.AddExistingFiles(token.NewFileSet().AddFile("over", 5, 3)) })
	show := func(s *token.FileSet) {
		s.Iterate(func(f *token.File) bool {
			fmt.Print(f, " ")
			return f != b
		})
		fmt.Println()
	}
	show(other)
	show(fset)
	fset.RemoveFile(b)
	fset.RemoveFile(b)
	fset.RemoveFile(token.NewFileSet().AddFile("n", 3, 2))
	show(fset)
	fmt.Println(fset.File(20), fset.Position(20))
	var buf bytes.Buffer
	fmt.Println(other.Write(gob.NewEncoder(&buf).Encode))
	var read token.FileSet
	fmt.Println(read.Read(gob.NewDecoder(&buf).Decode))
	show(&read)
	fmt.Println(read.Base(), read.Position(25), other.Position(25), read.Read(func(any) error { return errors.New("no") }))
}

func errorLists() {
	var list scanner.ErrorList
	fmt.Println(list, list.Err(), list.Len())
	at := func(file string, line, col int) token.Position {
		return token.Position{Filename: file, Line: line, Column: col}
	}
	list.Add(at("b", 1, 1), "one")
	fmt.Println(list)
	list.Add(at("a", 5, 2), "two")
	list.Add(at("a", 5, 1), "three")
	list.Add(at("a", 4, 9), "four")
	list.Add(at("", 0, 0), "five")
	list.Add(at("a", 5, 1), "another")
	fmt.Println(list, list.Err() != nil, list.Less(0, 1))
	list.Swap(0, 1)
	list.Sort()
	scanner.PrintError(os.Stdout, list)
	list.RemoveMultiples()
	scanner.PrintError(os.Stdout, list.Err())
	scanner.PrintError(os.Stdout, errors.New("plain"))
	scanner.PrintError(os.Stdout, nil)
	list.Reset()
	fmt.Println(len(list), scanner.Error{at("f", 1, 2), "m"}, scanner.Error{Msg: "m"})
}

func main() {
	names()
	positions()
	errorLists()
	tokens()
}
