// Package bits: counting and moving bits of unsigned integers, and arithmetic with carries.
package bits

const UintSize = 64

func leadingZeros64(x uint64) int
func trailingZeros64(x uint64) int
func onesCount64(x uint64) int
func reverse64(x uint64) uint64
func reverseBytes64(x uint64) uint64
func mul64(x, y uint64) (hi, lo uint64)
func div128(hi, lo, y uint64) (quo, rem uint64)

func LeadingZeros(x uint) int     { return leadingZeros64(uint64(x)) }
func LeadingZeros8(x uint8) int   { return leadingZeros64(uint64(x)) - 56 }
func LeadingZeros16(x uint16) int { return leadingZeros64(uint64(x)) - 48 }
func LeadingZeros32(x uint32) int { return leadingZeros64(uint64(x)) - 32 }
func LeadingZeros64(x uint64) int { return leadingZeros64(x) }

func TrailingZeros(x uint) int     { return trailingZeros64(uint64(x)) }
func TrailingZeros8(x uint8) int   { return trailingZeros64(uint64(x) | 1<<8) }
func TrailingZeros16(x uint16) int { return trailingZeros64(uint64(x) | 1<<16) }
func TrailingZeros32(x uint32) int { return trailingZeros64(uint64(x) | 1<<32) }
func TrailingZeros64(x uint64) int { return trailingZeros64(x) }

func OnesCount(x uint) int     { return onesCount64(uint64(x)) }
func OnesCount8(x uint8) int   { return onesCount64(uint64(x)) }
func OnesCount16(x uint16) int { return onesCount64(uint64(x)) }
func OnesCount32(x uint32) int { return onesCount64(uint64(x)) }
func OnesCount64(x uint64) int { return onesCount64(x) }

// Rotations go left by k bits; a negative k goes right.
func RotateLeft(x uint, k int) uint { return uint(RotateLeft64(uint64(x), k)) }

func RotateLeft8(x uint8, k int) uint8 {
	s := uint(k) & 7
	return x<<s | x>>(8-s)
}

func RotateLeft16(x uint16, k int) uint16 {
	s := uint(k) & 15
	return x<<s | x>>(16-s)
}

func RotateLeft32(x uint32, k int) uint32 {
	s := uint(k) & 31
	return x<<s | x>>(32-s)
}

func RotateLeft64(x uint64, k int) uint64 {
	s := uint(k) & 63
	return x<<s | x>>(64-s)
}

func Reverse(x uint) uint       { return uint(reverse64(uint64(x))) }
func Reverse8(x uint8) uint8    { return uint8(reverse64(uint64(x)) >> 56) }
func Reverse16(x uint16) uint16 { return uint16(reverse64(uint64(x)) >> 48) }
func Reverse32(x uint32) uint32 { return uint32(reverse64(uint64(x)) >> 32) }
func Reverse64(x uint64) uint64 { return reverse64(x) }

func ReverseBytes(x uint) uint       { return uint(reverseBytes64(uint64(x))) }
func ReverseBytes16(x uint16) uint16 { return x>>8 | x<<8 }
func ReverseBytes32(x uint32) uint32 { return uint32(reverseBytes64(uint64(x)) >> 32) }
func ReverseBytes64(x uint64) uint64 { return reverseBytes64(x) }

// Len: the number of bits needed for x.
func Len(x uint) int     { return 64 - leadingZeros64(uint64(x)) }
func Len8(x uint8) int   { return 64 - leadingZeros64(uint64(x)) }
func Len16(x uint16) (n int) { return 64 - leadingZeros64(uint64(x)) }
func Len32(x uint32) (n int) { return 64 - leadingZeros64(uint64(x)) }
func Len64(x uint64) (n int) { return 64 - leadingZeros64(x) }

func Add(x, y, carry uint) (sum, carryOut uint) {
	s, c := Add64(uint64(x), uint64(y), uint64(carry))
	return uint(s), uint(c)
}

func Add32(x, y, carry uint32) (sum, carryOut uint32) {
	s := uint64(x) + uint64(y) + uint64(carry)
	return uint32(s), uint32(s >> 32)
}

func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	carryOut = ((x & y) | ((x | y) &^ sum)) >> 63
	return
}

func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	d, b := Sub64(uint64(x), uint64(y), uint64(borrow))
	return uint(d), uint(b)
}

func Sub32(x, y, borrow uint32) (diff, borrowOut uint32) {
	diff = x - y - borrow
	borrowOut = ((^x & y) | (^(x ^ y) & diff)) >> 31
	return
}

func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	borrowOut = ((^x & y) | (^(x ^ y) & diff)) >> 63
	return
}

func Mul(x, y uint) (hi, lo uint) {
	h, l := mul64(uint64(x), uint64(y))
	return uint(h), uint(l)
}

func Mul32(x, y uint32) (hi, lo uint32) {
	p := uint64(x) * uint64(y)
	return uint32(p >> 32), uint32(p)
}

func Mul64(x, y uint64) (hi, lo uint64) { return mul64(x, y) }

// overflow panics as the runtime does where a quotient does not fit.
func overflow()

func Div(hi, lo, y uint) (quo, rem uint) {
	q, r := Div64(uint64(hi), uint64(lo), uint64(y))
	return uint(q), uint(r)
}

func Div32(hi, lo, y uint32) (quo, rem uint32) {
	if y != 0 && y <= hi {
		overflow()
	}
	z := uint64(hi)<<32 | uint64(lo)
	return uint32(z / uint64(y)), uint32(z % uint64(y))
}

// Div64 is (hi, lo) / y; it panics for y == 0 and when the quotient does not fit.
func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y == 0 {
		return lo / y, 0
	}
	if y <= hi {
		overflow()
	}
	return div128(hi, lo, y)
}

func Rem(hi, lo, y uint) uint { return uint(Rem64(uint64(hi), uint64(lo), uint64(y))) }

func Rem32(hi, lo, y uint32) uint32 { return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y)) }

// Rem64 is the remainder of (hi, lo) / y, whether or not the quotient fits.
func Rem64(hi, lo, y uint64) uint64 {
	_, rem := Div64(hi%y, lo, y)
	return rem
}
