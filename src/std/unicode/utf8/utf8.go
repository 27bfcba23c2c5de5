// Package utf8 translates between runes and their UTF-8 bytes.
package utf8

const (
	RuneError = '\uFFFD'     // what a faulty encoding decodes to
	RuneSelf  = 0x80         // runes below are one byte, themselves
	MaxRune   = '\U0010FFFF' // the largest rune
	UTFMax    = 4            // the most bytes a rune takes
)

// FullRune reports whether p begins with a whole encoding (a faulty one counts as whole).
func FullRune(p []byte) bool

// FullRuneInString is FullRune for a string.
func FullRuneInString(s string) bool

// DecodeRune gives the first rune of p and its size: (RuneError, 0) for empty p, (RuneError, 1) for a faulty encoding.
func DecodeRune(p []byte) (r rune, size int)

// DecodeRuneInString is DecodeRune for a string.
func DecodeRuneInString(s string) (r rune, size int)

// DecodeLastRune gives the last rune of p and its size.
func DecodeLastRune(p []byte) (r rune, size int)

// DecodeLastRuneInString is DecodeLastRune for a string.
func DecodeLastRuneInString(s string) (r rune, size int)

// RuneLen is the number of bytes of r's encoding, -1 if it has none.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case 0xD800 <= r && r <= 0xDFFF:
		return -1
	case r < 0x10000:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

// EncodeRune writes r to p, which must be large enough, and returns the number of bytes.
func EncodeRune(p []byte, r rune) int {
	if uint32(r) < RuneSelf {
		p[0] = byte(r)
		return 1
	}
	if r < 0 || r > MaxRune || 0xD800 <= r && r <= 0xDFFF {
		r = RuneError
	}
	switch {
	case r < 0x800:
		_ = p[1]
		p[0] = 0xC0 | byte(r>>6)
		p[1] = 0x80 | byte(r)&0x3F
		return 2
	case r < 0x10000:
		_ = p[2]
		p[0] = 0xE0 | byte(r>>12)
		p[1] = 0x80 | byte(r>>6)&0x3F
		p[2] = 0x80 | byte(r)&0x3F
		return 3
	}
	_ = p[3]
	p[0] = 0xF0 | byte(r>>18)
	p[1] = 0x80 | byte(r>>12)&0x3F
	p[2] = 0x80 | byte(r>>6)&0x3F
	p[3] = 0x80 | byte(r)&0x3F
	return 4
}

func tryAppendRune(p []byte, r rune) []byte

// AppendRune appends the encoding of r to p.
func AppendRune(p []byte, r rune) []byte {
	if uint32(r) < RuneSelf {
		return append(p, byte(r))
	}
	return append(p, string(r)...)
}

// RuneCount counts the runes of p; each faulty byte counts as one.
func RuneCount(p []byte) int

// RuneCountInString is RuneCount for a string.
func RuneCountInString(s string) (n int)

// RuneStart reports whether b can be the first byte of an encoding.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// Valid reports whether p is wholly valid UTF-8.
func Valid(p []byte) bool

// ValidString is Valid for a string.
func ValidString(s string) bool

// ValidRune reports whether r can be encoded.
func ValidRune(r rune) bool {
	return 0 <= r && r < 0xD800 || 0xDFFF < r && r <= MaxRune
}
