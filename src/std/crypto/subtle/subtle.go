// Package subtle holds operations whose time does not depend on what they work on.
package subtle

import "unsafe"

// ConstantTimeCompare gives 1 where x and y are equal, else 0; lengths are no secret.
func ConstantTimeCompare(x, y []byte) int {
	if len(x) != len(y) {
		return 0
	}
	var v byte
	for i := range x {
		v |= x[i] ^ y[i]
	}
	return ConstantTimeByteEq(v, 0)
}

// ConstantTimeSelect gives x if v is 1, y if it is 0.
func ConstantTimeSelect(v, x, y int) int { return ^(v-1)&x | (v-1)&y }

// ConstantTimeByteEq gives 1 where x and y are equal, else 0.
func ConstantTimeByteEq(x, y uint8) int { return int((uint32(x^y) - 1) >> 31) }

// ConstantTimeEq gives 1 where x and y are equal, else 0.
func ConstantTimeEq(x, y int32) int { return int((uint64(uint32(x^y)) - 1) >> 63) }

// ConstantTimeCopy copies y to x if v is 1. They must be equally long.
func ConstantTimeCopy(v int, x, y []byte) {
	if len(x) != len(y) {
		panic("subtle: slices have different lengths")
	}
	yes := byte(-v)
	for i := range x {
		x[i] ^= yes & (x[i] ^ y[i])
	}
}

// ConstantTimeLessOrEq gives 1 where x <= y, else 0; neither may be negative or beyond 2³¹.
func ConstantTimeLessOrEq(x, y int) int {
	return int(((int32(x) - int32(y) - 1) >> 31) & 1)
}

// XORBytes sets dst[i] = x[i] ^ y[i] as far as both reach, and gives how far that is.
func XORBytes(dst, x, y []byte) int {
	n := min(len(x), len(y))
	if n == 0 {
		return 0
	}
	if n > len(dst) {
		panic("subtle.XORBytes: dst too short")
	}
	if overlapsBadly(dst[:n], x[:n]) || overlapsBadly(dst[:n], y[:n]) {
		panic("subtle.XORBytes: invalid overlap")
	}
	for i := range n {
		dst[i] = x[i] ^ y[i]
	}
	return n
}

// overlapsBadly: they share bytes at different indices.
func overlapsBadly(a, b []byte) bool {
	if &a[0] == &b[0] {
		return false
	}
	from, to := uintptr(unsafe.Pointer(&a[0])), uintptr(unsafe.Pointer(&b[0]))
	return from < to+uintptr(len(b)) && to < from+uintptr(len(a))
}

// WithDataIndependentTiming calls f; what the processor offers for it is not asked for here.
func WithDataIndependentTiming(f func()) { f() }
