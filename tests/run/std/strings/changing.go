// Package strings: what cuts, maps, trims and splits.
package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	for _, s := range []string{"", "  x ", "xxabcxx", "\tÄ b\u00a0\u2003", "\xffx\xff", "Hello, WORLD ǆ ŉ İ", "iIıİ ß ﬁ ΑΣ Σ"} {
		fmt.Printf("%q %q %q %q\n", strings.ToUpper(s), strings.ToLower(s), strings.ToTitle(s), strings.Title(s))
		fmt.Printf("%q %q %q\n", strings.ToUpperSpecial(unicode.TurkishCase, s), strings.ToLowerSpecial(unicode.AzeriCase, s), strings.ToTitleSpecial(unicode.TurkishCase, s))
		fmt.Printf("%q %q %q %q %q %q\n", strings.Trim(s, "x \xff"), strings.TrimLeft(s, "x "), strings.TrimRight(s, "x \u00a0"), strings.TrimSpace(s), strings.TrimPrefix(s, "xx"), strings.TrimSuffix(s, "xx"))
		fmt.Printf("%q %q %q\n", strings.TrimFunc(s, unicode.IsSpace), strings.TrimLeftFunc(s, unicode.IsUpper), strings.TrimRightFunc(s, func(r rune) bool { return r == 0xfffd || r == ' ' }))
		fmt.Printf("%q %q %q\n", strings.ToValidUTF8(s, "?"), strings.ToValidUTF8(s, ""), strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return -1
			case r == 'x':
				return '世'
			}
			return r
		}, s))
		for part := range strings.FieldsFuncSeq(s, unicode.IsUpper) {
			fmt.Printf("[%q]", part)
		}
		for part := range strings.FieldsSeq(s) {
			fmt.Printf("<%q>", part)
		}
		fmt.Printf("%q %q\n", strings.Fields(s), strings.FieldsFunc(s, unicode.IsSpace))
	}
	fmt.Printf("%q\n", strings.ToValidUTF8("a\xff\xff\xc0\xafb\xe2\x82", "<bad>"))
	for _, sep := range []string{",", "", "世", "--"} {
		for _, s := range []string{"", ",", "a,b,,c,", "世界世", "a--b---c"} {
			fmt.Printf("%q %q %q %q", strings.Split(s, sep), strings.SplitAfter(s, sep), strings.SplitN(s, sep, 2), strings.SplitAfterN(s, sep, 2))
			fmt.Printf(" %v %q ", strings.SplitN(s, sep, 0) == nil, strings.SplitN(s, sep, -1))
			for part := range strings.SplitAfterSeq(s, sep) {
				fmt.Printf("[%q]", part)
			}
			for part := range strings.SplitSeq(s, sep) {
				fmt.Printf("<%q>", part)
				if part == "b" {
					break
				}
			}
			fmt.Println()
		}
	}
	for line := range strings.Lines("one\ntwo\r\n\nlast") {
		fmt.Printf("%q ", line)
	}
	fmt.Println(strings.Repeat("ab", 3), strings.Repeat("", 1<<40) == "", strings.Join(nil, "x") == "", strings.Join([]string{"one"}, "x"), strings.Join([]string{"", ""}, "x"))
	for _, count := range []int{-1, 1 << 62} {
		func() {
			defer func() { fmt.Println(recover()) }()
			strings.Repeat("ab", count)
		}()
	}
	fmt.Println(strings.Replace("aaaa", "a", "b", 2), strings.Replace("abc", "", "-", -1), strings.ReplaceAll("aXbX", "X", ""), strings.Replace("abc", "b", "x", 0))

	for _, pairs := range [][]string{nil, {"a", "1"}, {"a", "1", "b", "2", "a", "3"}, {"a", "one", "aa", "two"}, {"aaa", "3", "aa", "2", "", "."}, {"hello", "bye"}, {"", "X"}, {"\xff", "?"}, {"世", "world", "界", ""}} {
		var r *strings.Replacer = strings.NewReplacer(pairs...)
		for _, s := range []string{"", "aaaab", "hello 世界\xff"} {
			fmt.Printf("%q ", r.Replace(s))
		}
		var out strings.Builder
		n, err := r.WriteString(&out, "say hello, banana")
		fmt.Printf("%q %d %v\n", out.String(), n, err)
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		strings.NewReplacer("odd")
	}()
}
