// Package bytes: its functions on nil, on nothing, on bytes that are no UTF-8; what shares memory with the argument.
package main

import (
	"bytes"
	"fmt"
	"unicode"
)

func main() {
	texts := [][]byte{nil, {}, []byte("a"), []byte("banana"), []byte("Grüße, 世界!"), []byte("\xff\xfebad\xff"), []byte("  Xx ÄÖ x ")}
	needles := []string{"", "a", "an", "ß", "\xff", "X x", "!,"}
	isBad := func(r rune) bool { return r == 0xfffd }
	for _, s := range texts {
		for _, n := range needles {
			b := []byte(n)
			fmt.Print(bytes.Contains(s, b), bytes.ContainsAny(s, n), bytes.Index(s, b), bytes.LastIndex(s, b), bytes.IndexAny(s, n), bytes.LastIndexAny(s, n), bytes.Count(s, b),
				bytes.Compare(s, b), bytes.Equal(s, b), bytes.EqualFold(s, b), bytes.HasPrefix(s, b), bytes.HasSuffix(s, b), " ")
		}
		fmt.Println(bytes.ContainsRune(s, 'ß'), bytes.IndexRune(s, 0xfffd), bytes.IndexRune(s, -1), bytes.IndexByte(s, 'n'), bytes.LastIndexByte(s, 'n'),
			bytes.ContainsFunc(s, unicode.IsUpper), bytes.IndexFunc(s, isBad), bytes.LastIndexFunc(s, isBad))
		fmt.Printf("%q %q %q %q %q %q %q\n", bytes.ToUpper(s), bytes.ToLower(s), bytes.ToTitle(s), bytes.Title(s),
			bytes.ToUpperSpecial(unicode.TurkishCase, s), bytes.ToLowerSpecial(unicode.TurkishCase, s), bytes.ToTitleSpecial(unicode.AzeriCase, s))
		fmt.Printf("%q %q %q %q %q %q %q %q %q\n", bytes.Trim(s, " a"), bytes.TrimLeft(s, " b"), bytes.TrimRight(s, "a\xff"), bytes.TrimSpace(s), bytes.TrimPrefix(s, []byte("ba")),
			bytes.TrimSuffix(s, []byte("na")), bytes.TrimFunc(s, isBad), bytes.TrimLeftFunc(s, unicode.IsSpace), bytes.TrimRightFunc(s, unicode.IsPunct))
		fmt.Printf("%q %q %q %q\n", bytes.ToValidUTF8(s, []byte("?")), bytes.Fields(s), bytes.FieldsFunc(s, unicode.IsUpper), bytes.Runes(s))
		fmt.Println(bytes.ToUpper(s) == nil, bytes.TrimSpace(s) == nil, bytes.Trim(s, "") == nil, bytes.Fields(s) == nil, bytes.Clone(s) == nil, bytes.Split(s, nil) == nil)
		for part := range bytes.FieldsFuncSeq(s, unicode.IsSpace) {
			fmt.Printf("[%q %d]", part, cap(part))
		}
		for part := range bytes.FieldsSeq(s) {
			fmt.Printf("<%q>", part)
		}
		for line := range bytes.Lines(append([]byte("1\n\n"), s...)) {
			fmt.Printf("{%q}", line)
		}
		fmt.Println()
	}
	for _, sep := range []string{",", "", "世"} {
		for _, text := range []string{"", ",", "a,b,,c,", "世界世"} {
			s, b := []byte(text), []byte(sep)
			fmt.Printf("%q %q %q %q %d %q", bytes.Split(s, b), bytes.SplitAfter(s, b), bytes.SplitN(s, b, 2), bytes.SplitAfterN(s, b, 2), len(bytes.SplitN(s, b, 0)), bytes.SplitAfterN(s, b, -1))
			for part := range bytes.SplitSeq(s, b) {
				fmt.Printf("[%q %d]", part, cap(part))
			}
			for part := range bytes.SplitAfterSeq(s, b) {
				fmt.Printf("<%q>", part)
				if len(part) == 2 {
					break
				}
			}
			before, after, found := bytes.Cut(s, b)
			fmt.Printf(" %q %q %t", before, after, found)
			before, after, found = bytes.CutLast(s, b)
			fmt.Printf(" %q %q %t", before, after, found)
			rest, had := bytes.CutPrefix(s, []byte("a"))
			fmt.Printf(" %q %t", rest, had)
			rest, had = bytes.CutSuffix(s, b)
			fmt.Printf(" %q %t\n", rest, had)
		}
	}
	fmt.Printf("%q %q %q %q\n", bytes.Repeat([]byte("ab"), 3), bytes.Join([][]byte{[]byte("x"), nil, []byte("y")}, []byte("-")), bytes.Join(nil, nil),
		bytes.Map(func(r rune) rune {
			if r == 'a' {
				return -1
			}
			return unicode.ToUpper(r)
		}, []byte("banane ß")))
	fmt.Printf("%q %q %q\n", bytes.Replace([]byte("aaaa"), []byte("a"), []byte("bc"), 3), bytes.ReplaceAll([]byte("abc"), nil, []byte("-")), bytes.Replace(nil, nil, []byte("x"), 1))
	func() {
		defer func() { fmt.Println(recover()) }()
		bytes.Repeat([]byte("ab"), -1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		bytes.Repeat(make([]byte, 1<<20), 1<<50)
	}()
	shared := []byte("a,b")
	parts := bytes.Split(shared, []byte(","))
	parts[0][0] = 'X'
	grown := append(parts[0], 'Y')
	fmt.Println(string(shared), string(grown), bytes.MinRead)
	for _, sep := range []string{"", ","} {
		halves := bytes.SplitSeq([]byte("a,b,c"), []byte(sep))
		lines := bytes.Lines([]byte("1\n2\n3"))
		for range 3 {
			for part := range halves {
				fmt.Printf("%q ", part)
				break
			}
			for line := range lines {
				fmt.Printf("%q ", line)
				break
			}
		}
		fmt.Println()
	}
}
