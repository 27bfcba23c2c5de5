package main

import "fmt"

type celsius float32

//go:noinline
func id[T any](x T) T { return x }

func main() {
	// every width wraps around
	var i8 int8 = 127
	i8++
	var u8 uint8 = 0
	u8--
	var i16 int16 = -32768
	i16--
	var u16 uint16 = 65535
	u16 += 2
	var i32 int32 = 1 << 30
	i32 *= 4
	var u32 uint32 = 1 << 31
	u32 *= 2
	var i64 int64 = -1 << 63
	i64 = -i64
	var u64 uint64
	u64 -= 1
	fmt.Println(i8, u8, i16, u16, i32, u32, i64, u64)

	// division and remainder truncate
	for _, p := range [][2]int{{7, 2}, {-7, 2}, {7, -2}, {-7, -2}} {
		fmt.Print(p[0]/p[1], " ", p[0]%p[1], "  ")
	}
	fmt.Println()
	m8 := int8(-128)
	fmt.Println(m8/id(int8(-1)), m8%id(int8(-1)), i64/id(int64(-1)), i64%id(int64(-1)))

	// shifts: counts of the width and more, arithmetic and logical
	one, n := 1, uint(70)
	fmt.Println(one<<n, -8>>1, -8>>n, id(uint8(200))<<1, int8(-100)>>1, uint32(1)<<31>>31)
	fmt.Println(int8(1)<<id(7), uint16(0xffff)<<id(4), id(int32(-5))>>id(1))
	fmt.Println(6&3, 6|3, 6^3, 6&^3, ^6, ^uint8(6), -id(uint8(5)))

	// conversions cut and extend
	f := 300.7
	fmt.Println(int8(id(300)), uint8(id(-1)), int(f), uint8(int(f)), float32(0.1), float64(float32(0.1)), int64(-f))
	fmt.Println(uint32(id(-1)), int32(id(uint32(1<<31))), int(id(uint64(1<<63))), uint64(id(int8(-3))))
	fmt.Println(string(rune(id(0x4e16))), string(rune(id(-1))), []byte("hé"), []rune("hé"), string([]rune{72, 233}))
	c := celsius(36.6)
	fmt.Println(c*2, c/3, float64(c))

	// floats
	var zero float64
	fmt.Println(1/zero, -1/zero, zero/zero == zero/zero, 1e308*id(10.0), 5e-324/id(2.0))
	x := complex(1, 2)
	y := 3 - 4i
	fmt.Println(x*y, x/y, x+y, x-y, real(x), imag(y), x == y, -x)
	var c64 complex64 = complex64(x)
	fmt.Println(c64*c64, c64 == complex(1, 2))

	// constants are exact
	const big = 1 << 100
	fmt.Println(big>>98, big/(1<<97), 'a'+1, "a"+"b", len("héllo"), 7/2, 7/2.0, 1e3)
	const third = 1.0 / 3
	fmt.Println(third*3 == 1, float32(third))
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a"))
	fmt.Printf("%T %T %T %T\n", 'a', 1.5, 2i, 1<<3)
}
