// Package unicode/utf8 on good and bad encodings.
package main

import (
	"fmt"
	"unicode/utf8"
)

func main() {
	texts := []string{"", "a", "ß", "世", "🎉", "\xff", "\xc0\x80", "\xe4\xb8", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf0\x9f\x8e", "a\x80", "\u07ff\u0800\uffff", "\xc2", "x\xe4\xb8\x96y\xff"}
	for _, s := range texts {
		b := []byte(s)
		r, n := utf8.DecodeRune(b)
		rs, ns := utf8.DecodeRuneInString(s)
		l, m := utf8.DecodeLastRune(b)
		ls, ms := utf8.DecodeLastRuneInString(s)
		fmt.Printf("%+q: %U %d %t %U %d %t", s, r, n, rs == r && ns == n, l, m, ls == l && ms == m)
		fmt.Println(utf8.FullRune(b), utf8.FullRuneInString(s), utf8.RuneCount(b), utf8.RuneCountInString(s), utf8.Valid(b), utf8.ValidString(s))
	}
	buffer := make([]byte, utf8.UTFMax)
	for _, r := range []rune{0, 'a', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xffff, 0x10000, utf8.MaxRune, utf8.MaxRune + 1, -1, utf8.RuneError} {
		n := utf8.EncodeRune(buffer, r)
		fmt.Printf("%x: % x, length %d, %t, % x\n", r, buffer[:n], utf8.RuneLen(r), utf8.ValidRune(r), utf8.AppendRune([]byte{1}, r))
	}
	starts := 0
	for b := range 256 {
		if utf8.RuneStart(byte(b)) {
			starts++
		}
	}
	fmt.Println(starts, utf8.RuneSelf, utf8.RuneCount(nil), utf8.Valid(nil), utf8.FullRune(nil))
	func() {
		defer func() { fmt.Println(recover()) }()
		utf8.EncodeRune(make([]byte, 2), '世')
	}()
}
