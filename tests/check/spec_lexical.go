// Notation and lexical elements: what is no identifier, literal or token.
package p

import "fmt"

var (
	_ = 42_ // ERROR@8 `'_' must separate successive digits`
	_ = 4__2 // ERROR@8 `'_' must separate successive digits`
	_ = 0_xBadFace // ERROR `'_' must separate successive digits` `syntax error: unexpected name xBadFace in grouped declaration; possibly missing semicolon or newline or \)`
	_ = 0x // ERROR@8 `hexadecimal literal has no digits`
	_ = 0b12 // ERROR@9 `invalid digit '2' in binary literal`
	_ = 089 // ERROR@7 `invalid digit '8' in octal literal`
	_ = 0o8 // ERROR@8 `invalid digit '8' in octal literal`
	_ = 1p-2 // ERROR@7 `'p' exponent requires hexadecimal mantissa`
	_ = 0x.p1 // ERROR@9 `hexadecimal literal has no digits`
	_ = 0x1.5e-2 // ERROR@12 `hexadecimal mantissa requires a 'p' exponent`
	_ = 1_.5 // ERROR@7 `'_' must separate successive digits`
	_ = 1._5 // ERROR@8 `'_' must separate successive digits`
	_ = 1.5_e1 // ERROR@9 `'_' must separate successive digits`
	_ = 1.5e_1 // ERROR@10 `'_' must separate successive digits`
	_ = 1.5e1_ // ERROR@11 `'_' must separate successive digits`
	_ = 1e // ERROR@8 `exponent has no digits`
	_ = 'aa' // ERROR@6 `more than one character in rune literal`
	_ = '' // ERROR@7 `empty rune literal or unescaped '`
	_ = '\k' // ERROR@8 `unknown escape`
	_ = '\xa' // ERROR@10 `invalid character '\\'' in hexadecimal escape`
	_ = '\0' // ERROR@9 `invalid character '\\'' in octal escape`
	_ = '\400' // ERROR@11 `octal escape value 256 > 255`
	_ = '\uDFFF' // ERROR@13 `escape is invalid Unicode code point U\+DFFF`
	_ = '\U00110000' // ERROR@17 `escape is invalid Unicode code point U\+110000`
	_ = "\uD800" // ERROR@13 `escape is invalid Unicode code point U\+D800`
	_ = "\U00110000" // ERROR@17 `escape is invalid Unicode code point U\+110000`
	_ = "\'" // ERROR@8 `unknown escape`
	_ = '\"' // ERROR@8 `unknown escape`
	_ = 'é' // ERROR@6 `more than one character in rune literal`
	_ = 0b1.0 // ERROR@9 `invalid radix point in binary literal`
	_ = 0x_ // ERROR@9 `hexadecimal literal has no digits`
	_ = 0_ // ERROR@7 `'_' must separate successive digits`
	_ = 0b // ERROR@8 `binary literal has no digits`
	_ = 0xg // ERROR@8 `hexadecimal literal has no digits`
)

var x# = 1 // ERROR@6 `invalid character U\+0023 '#'`
var a = 1 @ 2 // ERROR `invalid character U\+0040 '@'` `syntax error: unexpected literal 2 after top level declaration`
