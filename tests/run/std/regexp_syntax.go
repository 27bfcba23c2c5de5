package main

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
)

func main() {
	bad := []string{`(`, `)`, `a)b`, `(abc`, `[`, `[a`, `[a-`, `[]`, `[]a`, `[^`, `[z-a]`, `[a-\d]`, `[[:foo:]]`, `[[:alpha:]`, `*`, `+a`, `?`, `a**`, `a*+`, `a??+`, `a{2}{3}`, `a{1001}`, `a{2,1}`, `(a{30}){40}`,
		`((a{100}){10}){2}`, `(?i`, `(?i)(`, `(?P<n`, `(?P<n>`, `(?P<>a)`, `(?P<n-a>x)`, `(?<n>a`, `(?<n>a)(?<n>b)`, `(?P=n)`, `(?=a)`, `(?!a)`, `(?<=a)`, `(?z)`, `(?i-)`, `(?-:a)`, `(?i-i-s)`, `\`, `a\`, `\1`, `\8`, `\q`, `\_`, `\C`,
		`\x`, `\xg`, `\x{`, `\x{110000}`, `\x{}`, `\pX`, `\p{Foo}`, `\p{`, `\p`, `[\p{Foo}]`, "a\xffb", "[\xff]", `(|a)*`, `|*`, `^*`, `$+`, `(?:)*`, `(*)`, `a|*`, `(?i)*`, `x{`, `x{,5}`, `x{2`, `x{a}`, `x{01}`, `[[.a.]]`, `[a\`, `\Q`, `\Qa*`, `\Qa*\E*`, `\E`, `(?P<a>x)(?P<b>y)`, `\b*`, `a{0}`, `a{0,0}`, strings.Repeat("(", 1100) + strings.Repeat(")", 1100), strings.Repeat("(", 900) + strings.Repeat(")", 900), `\pN`, `\p{Greek}`, `\p{^Lu}`, `\PL`, `\p{Any}`, `\p{latin}`, `\p{Lowercase_Letter}`, `[[:word:]]`, `[[:^alpha:]]`, `[^\n]`, `[]a]`, `[^]a]`, `[a-]`, `[-a]`, `[--a]`, `\01`, `\0`, `\123`, `\07x`, `\z`, `\Z`, `\A`}
	for _, s := range bad {
		re, err := regexp.Compile(s)
		shown := s
		if len(shown) > 30 {
			shown = shown[:30]
		}
		text := fmt.Sprint(err)
		if len(text) > 120 {
			text = text[:120]
		}
		fmt.Printf("%q: %q", shown, text)
		var se *syntax.Error
		if errors.As(err, &se) {
			fmt.Printf(" [%s]", se.Code)
		} else {
			p, c := re.LiteralPrefix()
			fmt.Printf(" ok %d %q %q %v", re.NumSubexp(), re.SubexpNames(), p, c)
		}
		_, err = regexp.CompilePOSIX(s)
		text = fmt.Sprint(err)
		if len(text) > 120 {
			text = text[:120]
		}
		fmt.Printf(" | %q\n", text)
	}
	for _, s := range []string{"a`(", "a("} {
		func() {
			defer func() { fmt.Println(recover()) }()
			regexp.MustCompile(s)
		}()
		func() {
			defer func() { fmt.Println(recover()) }()
			regexp.MustCompilePOSIX(s)
		}()
	}
}
