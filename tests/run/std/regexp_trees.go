// regexp/syntax: trees, their text, simplified trees and programs of many expressions under many flags.
package main

import (
	"fmt"
	"hash/fnv"
	"regexp/syntax"
	"strings"
	"unicode"
)

var expressions = []string{
	`a`, `abc`, `a.b`, `a|b`, `a|b|c|d`, `abc|abd`, `abc|abd|xyz`, `a(b|c)d`, `(?:ab)*`, `a*`, `a+?`, `a??`, `a{2}`, `a{2,}`, `a{2,4}?`, `a{0}`, `a{0,1}`, `a{1}`, `a{,2}`, `a{1,2}{3}`, `(a{2}){3}`, `a{1001}`, `a{3,2}`, `(a{30}){40}`,
	`^abc$`, `\Aabc\z`, `\bword\B`, `(?m)^a$`, `(?s).`, `(?i)abc`, `(?i)k`, `(?i)s`, `(?i)[k-s]`, `(?i-s:a.b)c`, `(?U)a*b+?`, `(?P<name>a)(?<other>b)`, `((a)(?:b)(c))`, `[a-z]`, `[^a-z]`, `[a-zA-Z0-9_]`, `[[:alpha:][:digit:]]`, `[[:^space:]]`, `[\d\s\w]`, `[^\D]`,
	`\d+`, `\D`, `\s\S`, `\w\W`, `\pL`, `\PL`, `\p{Greek}`, `\p{^Greek}`, `\P{^Greek}`, `(?i)\p{Lu}`, `(?i)\p{Greek}`, `\p{Any}`, `\p{ASCII}`, `(?i)\p{ascii}`, `\p{Assigned}`, `\p{L_C}`, `\p{uppercase letter}`, `\p{old italic}`, `[\pL\pN]`, `\p{Nope}`, `\pX`, `\p{`, `\p`, `\p{Cn}`, `\p{LC}`,
	`\x41`, `\x{1F600}`, `\x{110000}`, `\x4`, `\x{}`, `\x{4g}`, `\101`, `\0`, `\18`, `\8`, `\a\f\n\r\t\v`, `\.\*\?`, `\_`, `\q`, `\`, `\Qa.b*\Ec`, `\Q`, `\Qab`, `\C`, `\-`, `[\-\]]`, `[]a]`, `[^]a]`, `[a-]`, `[-a]`, `[a-\d]`, `[z-a]`, `[a`, `[`, `[^`, `[[:foo:]]`, `[[:alpha:]`, `[[.a.]]`, `[\`, `[a\q]`,
	``, `|`, `|a`, `a|`, `a||b`, `()`, `(|)`, `(?:)`, `(?:|a)+`, `(a|)*`, `(a*)*`, `(a*)+`, `(a+)*`, `(?:a*)*`, `(?:a+)+`, `(?:a?)?`, `(?:a*?)*`, `x*`, `(?:x*)?`, `**`, `a**`, `a*+`, `*`, `+a`, `?`, `(*)`, `|*`, `^*`, `$*`, `\b+`, `(?i)(?s`, `(?i`, `(?`, `(?z)`, `(?-)`, `(?i-)a`, `(?--i)`, `(?i-i)a`, `(?P<n`, `(?P<>a)`, `(?P<a b>c)`, `(?<`, `(?P=n)`, `(?=a)`, `(`, `)`, `a)`, `(a`, `((a)`,
	`abc|abcd|ab`, `foo|foobar|fop`, `a.b|a.c`, `[ab]c|[ab]d`, `a{2}b|a{2}c`, `a*b|a*c`, `(?i)abc|ABd`, `abc|(?i)abd`, `a|[b-d]|\d`, `.|\n`, `(?s).|a`, `.|a|[b\n]`, `[^\n]|x`, `[\x00-\x{10FFFF}]`, `[^\x00-\x{10FFFF}]`, `[^\n]`, `[\x00-\x09\x0b-\x{10FFFF}]`, `(?:a|b)(?:c|d)`, `^a|^b`, `$|a$`, `\bfoo|\bbar`, `(?:^|a)b`, `é|è`, `日本|日月`, `(?i)é`, `(?i)ſ`, `[ſK]`, `(?i)[^x]`,
	`x(?:a|ab|abc|abcd)y`, `(?:(?:ab|cd)|(?:ef|gh))`, `a(?:b(?:c(?:d)))`, `(?:a(?:b|c)|a(?:d|e))`, `aa|a|ab|a`, `ab{2,3}c`, `(?i:a)b(?i:c)`, `(?s:.)(?-s:.)`, `(?m:^a$)b`, `(?m)^$|(?-m)^$`, `a(?m)^b(?-m)$`, `(?i:abc)(?s:.)d.`, `(?is)a.|b`, "a\xffb", "[\xff]", "\\\xff", "(?P<\xff>a)", `a\z`, `(?s)(?i)ab.\z`, `\x{ff}`, `[\x00-\x1f\x7f]`, `[a-c-e]`, `[+--]`, `{`, `a{`, `a{b}`, `a{1`, `a{1,`, `a{01}`, `a{99999999999}`,
}

var flagSets = []syntax.Flags{syntax.Perl, syntax.POSIX, 0, syntax.Perl | syntax.FoldCase, syntax.Perl&^syntax.OneLine | syntax.DotNL, syntax.Perl | syntax.NonGreedy, syntax.PerlX, syntax.UnicodeGroups | syntax.MatchNL, syntax.Literal, syntax.Perl &^ syntax.ClassNL}

func dump(b *strings.Builder, re *syntax.Regexp) {
	fmt.Fprintf(b, "%v{%d", re.Op, re.Flags)
	if len(re.Rune) > 12 {
		h := fnv.New64a()
		fmt.Fprint(h, re.Rune)
		fmt.Fprintf(b, " %d runes %x", len(re.Rune), h.Sum64())
	} else if len(re.Rune) > 0 {
		fmt.Fprintf(b, " %v", re.Rune)
	}
	if re.Op == syntax.OpRepeat {
		fmt.Fprintf(b, " %d,%d", re.Min, re.Max)
	}
	if re.Op == syntax.OpCapture {
		fmt.Fprintf(b, " %d %q", re.Cap, re.Name)
	}
	for _, sub := range re.Sub {
		b.WriteByte(' ')
		dump(b, sub)
	}
	b.WriteByte('}')
}

func tree(re *syntax.Regexp) string {
	var b strings.Builder
	dump(&b, re)
	return b.String()
}

func describe(s string, flags syntax.Flags, long bool) string {
	var b strings.Builder
	re, err := syntax.Parse(s, flags)
	if err != nil {
		e := err.(*syntax.Error)
		return fmt.Sprintf("%v | %v | %q\n", e, e.Code, e.Expr)
	}
	text := re.String()
	fmt.Fprintf(&b, "%s\n  text %s cap %d %q\n", tree(re), text, re.MaxCap(), re.CapNames())
	if again, err := syntax.Parse(text, syntax.Perl); err != nil {
		fmt.Fprintln(&b, "  again:", err)
	} else {
		fmt.Fprintln(&b, "  again:", again.Equal(re), re.Equal(again), again.String() == text)
	}
	simple := re.Simplify()
	fmt.Fprintf(&b, "  simple %s %v\n", simple, simple == re)
	prog, err := syntax.Compile(simple)
	prefix, complete := prog.Prefix()
	fmt.Fprintf(&b, "  %d %d %q %v %d %v\n", prog.Start, prog.NumCap, prefix, complete, prog.StartCond(), err)
	if long || len(prog.Inst) < 5 {
		b.WriteString(prog.String())
	} else {
		h := fnv.New64a()
		h.Write([]byte(prog.String()))
		fmt.Fprintf(&b, "  %d instructions %x\n", len(prog.Inst), h.Sum64())
	}
	return b.String()
}

func main() {
	for _, s := range expressions {
		fmt.Printf("%q: %s", s, describe(s, syntax.Perl, false))
	}
	for _, flags := range flagSets {
		h := fnv.New64a()
		for _, s := range expressions {
			fmt.Fprint(h, describe(s, flags, true))
		}
		fmt.Printf("flags %d: %x\n", flags, h.Sum64())
	}
	generated()
	limits()
	matching()
}

// generated looks at many expressions of small parts.
func generated() {
	parts := []string{"a", "b", "ab", "[ab]", "[^a]", ".", "a*", "b+?", "(a)", "(?:b|c)", "|", "(?i)a", "^", "$", "\\d", "x{2,3}", "(?:)", "\\b", "k", "é", "(?s:.)", "(?i:K)", "\n"}
	h := fnv.New64a()
	x := uint32(1)
	for range 1500 {
		s := ""
		for n := x>>7%6 + 1; n > 0; n-- {
			x = x*1664525 + 1013904223
			s += parts[x>>16%uint32(len(parts))]
		}
		x = x*1664525 + 1013904223
		if x>>20%3 == 0 {
			s = "(" + s + ")|a" + s
		}
		fmt.Fprint(h, s, describe(s, flagSets[x>>24%uint32(len(flagSets))], true))
	}
	fmt.Printf("generated: %x\n", h.Sum64())
}

func limits() {
	for _, s := range []string{strings.Repeat("(", 999) + strings.Repeat(")", 999), strings.Repeat("(", 1001) + strings.Repeat(")", 1001), strings.Repeat("(xx?)", 1000), strings.Repeat("(?:", 300) + "a" + strings.Repeat("*)", 300), "((((((((((x{2}){2}){2}){2}){2}){2}){2}){2}){2}){2})", "(((x{100}){10}){2})",
		"(" + strings.Repeat("(xx?)", 200) + "){1000}", strings.Repeat("|a", 1200), "(?:a{1000}){1}", "a{1000}|b{1000}"} {
		re, err := syntax.Parse(s, syntax.Perl)
		if err != nil {
			fmt.Println(len(s), err.(*syntax.Error).Code)
			continue
		}
		prog, err := syntax.Compile(re.Simplify())
		fmt.Println(len(s), len(re.String()), len(prog.Inst), err)
	}
}

func matching() {
	for _, s := range []string{`a`, `(?i)k`, `[a-c]`, `[a-cx-z0-9]`, `[aceg-i]`, `[a-cf-hk-mp-ru-w]`, `.`, `(?s).`, `\pL`, `[^\n]`} {
		re, _ := syntax.Parse(s, syntax.Perl)
		prog, _ := syntax.Compile(re)
		i := &prog.Inst[prog.Start]
		fmt.Print(s, " ", i.Op, " ", i)
		for _, r := range "akKb\nxz5éw\u212a日" {
			fmt.Print(" ", i.MatchRune(r), i.MatchRunePos(r))
		}
		fmt.Println(i.MatchRune(unicode.MaxRune), i.MatchRune(-1))
	}
	for _, pair := range [][2]rune{{-1, -1}, {-1, 'a'}, {'a', -1}, {'a', 'b'}, {'a', ' '}, {'\n', 'a'}, {'a', '\n'}, {'\n', '\n'}, {' ', ' '}, {-1, '\n'}, {'é', '_'}} {
		fmt.Print(pair, " ", syntax.EmptyOpContext(pair[0], pair[1]))
		for op := syntax.EmptyBeginLine; op <= syntax.EmptyNoWordBoundary; op <<= 1 {
			i := syntax.Inst{Op: syntax.InstEmptyWidth, Arg: uint32(op)}
			fmt.Print(" ", i.MatchEmptyWidth(pair[0], pair[1]))
		}
		fmt.Println()
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		(&syntax.Inst{Op: syntax.InstEmptyWidth, Arg: 99}).MatchEmptyWidth(1, 2)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		syntax.Compile(&syntax.Regexp{Op: syntax.OpRepeat})
	}()
	for op := syntax.InstOp(0); op < 13; op++ {
		fmt.Printf("%q %s\n", op.String(), &syntax.Inst{Op: op, Out: 7, Arg: 9, Rune: []rune("é")})
	}
	fmt.Println(&syntax.Inst{Op: syntax.InstRune}, syntax.InstAlt, syntax.InstAltMatch, syntax.InstCapture, syntax.InstMatch, syntax.InstFail, syntax.InstNop, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL)
	for op := syntax.Op(0); op < 22; op++ {
		fmt.Print(op, " ", &syntax.Regexp{Op: op, Sub: []*syntax.Regexp{{Op: syntax.OpEmptyMatch}}}, " ")
	}
	fmt.Println(syntax.Op(128), syntax.Op(129), syntax.OpNoMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary, syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpConcat, syntax.OpAlternate, syntax.OpAnyChar, syntax.OpAnyCharNotNL, syntax.OpCharClass, syntax.OpLiteral)
	for _, r := range "aZ_5é -" {
		fmt.Print(syntax.IsWordChar(r), " ")
	}
	var none *syntax.Regexp
	fmt.Println(none.Equal(nil), none.Equal(&syntax.Regexp{}), none.Simplify(), &syntax.Regexp{Op: syntax.OpCharClass, Rune: []rune{1}}, &syntax.Regexp{Op: syntax.OpCharClass}, syntax.WasDollar, syntax.Simple, syntax.ErrInternalError)
	var re syntax.Regexp
	re.Sub0[0], re.Rune0[1] = &re, 'x'
	fmt.Println(re.Sub0[0] == &re, re.Rune0)
}
