// Package math/bits, every function on every width's edges.
package main

import (
	"fmt"
	"math/bits"
)

func caught(f func()) {
	defer func() {
		if err, ok := recover().(error); ok {
			fmt.Println("panic:", err)
		}
	}()
	f()
}

func main() {
	fmt.Println(bits.UintSize)
	for _, x := range []uint64{0, 1, 2, 3, 0x80, 0xff, 0x100, 0x8000, 0xffff, 0x12345678, 0x80000000, 0xffffffff, 0x0123456789abcdef, 1 << 63, ^uint64(0)} {
		a, b, c, d, e := uint8(x), uint16(x), uint32(x), x, uint(x)
		fmt.Printf("%x:", x)
		fmt.Print(" zeros ", bits.LeadingZeros8(a), bits.LeadingZeros16(b), bits.LeadingZeros32(c), bits.LeadingZeros64(d), bits.LeadingZeros(e))
		fmt.Print(" trailing ", bits.TrailingZeros8(a), bits.TrailingZeros16(b), bits.TrailingZeros32(c), bits.TrailingZeros64(d), bits.TrailingZeros(e))
		fmt.Print(" ones ", bits.OnesCount8(a), bits.OnesCount16(b), bits.OnesCount32(c), bits.OnesCount64(d), bits.OnesCount(e))
		fmt.Println(" length", bits.Len8(a), bits.Len16(b), bits.Len32(c), bits.Len64(d), bits.Len(e))
		fmt.Printf("  reversed %x %x %x %x %x %x %x %x %x\n", bits.Reverse8(a), bits.Reverse16(b), bits.Reverse32(c), bits.Reverse64(d), bits.Reverse(e),
			bits.ReverseBytes16(b), bits.ReverseBytes32(c), bits.ReverseBytes64(d), bits.ReverseBytes(e))
		for _, k := range []int{0, 1, -1, 7, 64, 67, -300} {
			fmt.Printf("  %x %x %x %x %x", bits.RotateLeft8(a, k), bits.RotateLeft16(b, k), bits.RotateLeft32(c, k), bits.RotateLeft64(d, k), bits.RotateLeft(e, k))
		}
		fmt.Println()
		for _, y := range []uint64{0, 1, 0xffffffff, ^uint64(0), 12345} {
			for _, carry := range []uint64{0, 1} {
				s, t := bits.Add64(x, y, carry)
				s32, t32 := bits.Add32(c, uint32(y), uint32(carry))
				sw, tw := bits.Add(e, uint(y), uint(carry))
				fmt.Print(" ", s, t, s32, t32, sw == uint(s), tw == uint(t))
				s, t = bits.Sub64(x, y, carry)
				s32, t32 = bits.Sub32(c, uint32(y), uint32(carry))
				sw, tw = bits.Sub(e, uint(y), uint(carry))
				fmt.Print(" ", s, t, s32, t32, sw == uint(s), tw == uint(t))
			}
			hi, lo := bits.Mul64(x, y)
			hi32, lo32 := bits.Mul32(c, uint32(y))
			hiw, low := bits.Mul(e, uint(y))
			fmt.Println(" ", hi, lo, hi32, lo32, hiw, low)
			if y != 0 {
				q, r := bits.Div64(x%y, x, y)
				qw, rw := bits.Div(uint(x%y), e, uint(y))
				fmt.Print(q, r, qw, rw, bits.Rem64(x, 7, y), bits.Rem(e, 7, uint(y)))
			}
			if y32 := uint32(y); y32 != 0 {
				q, r := bits.Div32(c%y32, c, y32)
				fmt.Println(" ", q, r, bits.Rem32(c, 9, y32))
			}
		}
	}
	caught(func() { bits.Div64(1, 0, 0) })
	caught(func() { bits.Div64(2, 0, 2) })
	caught(func() { bits.Div32(1, 0, 0) })
	caught(func() { bits.Div32(5, 0, 4) })
	caught(func() { bits.Div(1, 0, 1) })
	caught(func() { bits.Rem(1, 2, 0) })
	caught(func() { bits.Rem32(1, 2, 0) })
	caught(func() { bits.Rem64(1, 2, 0) })
	// Constants, which a compiler may fold.
	const k = 0x00ff00
	fmt.Println(bits.LeadingZeros32(k), bits.TrailingZeros64(k), bits.Len(k), bits.OnesCount16(k&0xffff))
}
