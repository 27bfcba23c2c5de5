// Package unicode/utf16 on pairs, halves of pairs, and what is beyond.
package main

import (
	"fmt"
	"unicode/utf16"
)

func main() {
	for _, r := range []rune{0, 'a', 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff, 0x10000, 0x1f389, 0x10ffff, 0x110000, -1} {
		first, second := utf16.EncodeRune(r)
		fmt.Printf("%x: %t %x %x %x, length %d, %x\n", r, utf16.IsSurrogate(r), first, second, utf16.DecodeRune(first, second), utf16.RuneLen(r), utf16.AppendRune([]uint16{7}, r))
	}
	fmt.Printf("%x %x %x\n", utf16.DecodeRune(0xd83c, 0xdf89), utf16.DecodeRune(0xdf89, 0xd83c), utf16.DecodeRune('a', 'b'))
	fmt.Printf("%x %x\n", utf16.Encode([]rune("a世🎉\U0010ffff")), utf16.Encode([]rune{0xd800, -1, 0x110000}))
	fmt.Printf("%q %q %q\n", utf16.Decode([]uint16{'a', 0xd83c, 0xdf89, 0xd83c}), utf16.Decode([]uint16{0xdf89, 0xd83c, 'x'}), utf16.Decode(nil))
	fmt.Println(utf16.Encode(nil), len(utf16.Encode([]rune{})))
}
