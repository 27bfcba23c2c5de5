// Package strings: what looks for something, with nothing, with everything, with bytes that are no UTF-8.
package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	texts := []string{"", "a", "banana", "Grüße, 世界!", "\xff\xfebad\xff", "aaaa", "a\u0301\u00e1"}
	needles := []string{"", "a", "an", "na", "ß", "世", "\xff", "aaaaa", "!,"}
	for _, s := range texts {
		for _, n := range needles {
			fmt.Print(strings.Contains(s, n), strings.ContainsAny(s, n), strings.Index(s, n), strings.LastIndex(s, n), strings.IndexAny(s, n), strings.LastIndexAny(s, n), strings.Count(s, n), strings.Compare(s, n), strings.EqualFold(s, n), " ")
		}
		fmt.Println()
		for _, r := range []rune{'a', 'ß', 0xfffd, -1, 0xd800, 0x10ffff, 0x110000} {
			fmt.Print(strings.ContainsRune(s, r), strings.IndexRune(s, r), " ")
		}
		fmt.Println(strings.IndexByte(s, 'n'), strings.LastIndexByte(s, 'n'), strings.IndexByte(s, 0xff))
		fmt.Println(strings.ContainsFunc(s, unicode.IsUpper), strings.IndexFunc(s, unicode.IsPunct), strings.LastIndexFunc(s, unicode.IsLetter), strings.IndexFunc(s, func(r rune) bool { return r == 0xfffd }))
	}
	for _, pair := range [][2]string{{"Straße", "STRASSE"}, {"K", "\u212a"}, {"ſ", "S"}, {"ǅ", "ǆ"}, {"Σ", "ς"}, {"I", "ı"}, {"", "x"}, {"\xff", "\xfe"}, {"\xff", "\ufffd"}} {
		fmt.Print(strings.EqualFold(pair[0], pair[1]), " ")
	}
	fmt.Println()
	for _, s := range []string{"k=v=w", "=", "none", ""} {
		before, after, found := strings.Cut(s, "=")
		fmt.Printf("%q %q %t ", before, after, found)
		before, after, found = strings.CutLast(s, "=")
		fmt.Printf("%q %q %t ", before, after, found)
		rest, had := strings.CutPrefix(s, "k")
		fmt.Printf("%q %t ", rest, had)
		rest, had = strings.CutSuffix(s, "e")
		fmt.Printf("%q %t\n", rest, had)
	}
	before, after, found := strings.CutLast("abc", "")
	fmt.Printf("%q %q %t\n", before, after, found)
	fmt.Println(strings.HasPrefix("abc", ""), strings.HasPrefix("abc", "abcd"), strings.HasSuffix("abc", "bc"))
	c := strings.Clone("cloned")
	fmt.Println(c, strings.Clone("") == "")
}
