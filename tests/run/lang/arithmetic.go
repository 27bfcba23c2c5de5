// Arithmetic: every operator on every width, overflow, division, shifts of any count, floats, complex numbers, infinities and NaN.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

func all[T integer](name string, vals ...T) {
	fmt.Println("==", name)
	for _, x := range vals {
		for _, y := range vals {
			fmt.Print(x+y, " ", x-y, " ", x*y, " ", x&y, " ", x|y, " ", x^y, " ", x&^y, " ")
			if y != 0 {
				q, r := x/y, x%y
				fmt.Print(q, " ", r, " ", q*y+r == x, " ")
			}
			fmt.Print(x < y, x == y, x >= y, ";")
		}
		fmt.Println(-x, ^x, +x)
		for _, s := range []uint{0, 1, 7, 8, 31, 32, 63, 64, 1000} {
			fmt.Print(x<<s, " ", x>>s, " ")
		}
		x++
		fmt.Print(x, " ")
		x--
		x--
		fmt.Println(x)
	}
}

func integers() {
	all("int8", int8(-128), -1, 0, 3, 127)
	all("int16", int16(-32768), -7, 32767)
	all("int32", int32(math.MinInt32), -5, math.MaxInt32)
	all("int64", int64(math.MinInt64), -3, math.MaxInt64)
	all("int", math.MinInt, -1, 2)
	all("uint8", uint8(0), 1, 200, 255)
	all("uint16", uint16(1), 40000, 65535)
	all("uint32", uint32(3), math.MaxUint32)
	all("uint64", uint64(10), 1<<63, math.MaxUint64)
	all("uintptr", uintptr(5), math.MaxUint64)
}

func division() {
	for _, p := range [][2]int{{5, 3}, {-5, 3}, {5, -3}, {-5, -3}, {11, 4}, {-11, 4}} {
		x, y := p[0], p[1]
		fmt.Print(x/y, x%y, " ", x/4, x%4, x>>2, x&3, " ", x/-8, x%-8, " ", x/7, x%7, ";")
	}
	fmt.Println()
	i8, i16, i32, i64 := int8(-128), int16(-32768), int32(math.MinInt32), int64(math.MinInt64)
	m1 := -1
	fmt.Println(i8/int8(m1), i8%int8(m1), i16/int16(m1), i32/int32(m1), i32%int32(m1), i64/int64(m1), i64%int64(m1), i8/-1, i64/-1, -i8, -i64)
	zero := 0
	for i, f := range []func(){func() { _ = 1 / zero }, func() { _ = 1 % zero }, func() { _ = uint8(1) / uint8(zero) }, func() { i8 /= int8(zero) }, func() { _ = uint64(1) % uint64(zero) }, func() { _ = 1 << m1 }, func() { _ = uint8(1) >> m1 }, func() { m1 <<= int8(m1) }} {
		func() {
			defer func() { fmt.Print(i, recover(), "; ") }()
			f()
		}()
	}
	fmt.Println(m1)
}

func precedence() {
	a, b, c := 6, 3, 2
	x := []int{1, 2, 3}
	p := &a
	fmt.Println(a+b*c, (a+b)*c, a-b-c, a/b*c, a%4*c, a<<1+1, a&b|c^1, a|b&^c, ^a>>1, -a*b, - -a, a**p, a&^b<<1, 23+3*x[2], a == b*c && b == 3 || c > 9, !(a < b) == true, -5%3, +a - +b)
	*p++
	fmt.Println(a, 1<<3-1, 7&3 == 3, a^b&c, a*b%4, a-b+c)
}

func floats() {
	inf, nan, z := math.Inf(1), math.NaN(), 0.0
	nz := math.Copysign(0, -1)
	vals := []float64{inf, -inf, nan, z, nz, 1.5, -2, math.MaxFloat64, math.SmallestNonzeroFloat64}
	for _, x := range vals {
		for _, y := range vals {
			fmt.Print(x+y, x-y, x*y, x/y, x < y, x == y, x != y, x >= y, " ")
		}
		fmt.Println(-x, +x, math.Signbit(-x))
	}
	var f32 float32 = 16777216
	fmt.Println(f32+1, f32+1+1, f32+2, float32(0.1)+float32(0.2), 0.1+float64(f32-f32)+0.2, f32*f32*f32*f32*f32*f32, float32(1)/3*3, 1/float32(math.Inf(-1)))
	x, y, w := 0.1, 0.2, -0.02
	fmt.Println(float64(x*y)+w, x+y == 0.3, x*3, math.FMA(x, y, w) != 0, 1e308*(10+z), z/z, 1/z, -1/z, 1/nz)
	n := 0
	for f := 0.0; f != 1.0 && n < 20; f += 0.1 {
		n++
	}
	m := map[float64]int{nan: 1, z: 2}
	m[nan] = 3
	m[nz]++
	_, ok := m[nan]
	fmt.Println(n, len(m), m[0], ok, min(z, nz), max(nz, z), min(1, nan), max(nan, inf), min(-inf, 2))
	clear(m)
	fmt.Println(len(m))
}

func complexes() {
	inf, nan, z := math.Inf(1), math.NaN(), 0.0
	vals := []complex128{complex(inf, 1), complex(nan, 2), 0, complex(z, -z), 3 + 4i, -1i, complex(-inf, nan), complex(inf, -inf), 1e300 + 1e300i, complex(0, inf)}
	for _, x := range vals {
		for _, y := range vals {
			fmt.Print(x*y, x/y, x == y, " ")
		}
		fmt.Println(x+1, x-2i, -x, real(x), imag(x))
	}
	var c64 complex64 = 1 + 2i
	c64 *= c64
	c64 /= 3 - 1i
	c64 += 0.1
	fmt.Println(c64, real(c64), c64 == complex64(complex128(c64)), -c64, c64 != 1)
	fmt.Printf("%T %T %v %.2f %g %+v %6.1f|\n", real(c64), imag(1i*complex128(c64)), cmplx.Abs(3+4i), 1/(3+4i), cmplx.Sqrt(-1), cmplx.Exp(1i*math.Pi), 1-2i)
	m := map[complex128]string{1 + 2i: "a", complex(nan, 0): "b"}
	fmt.Println(m[1+2i], m[complex(1, 2)], len(m), m[complex(nan, 0)] == "")
	cs := []complex64{1, 2i}
	cs[0], cs[1] = cs[1], cs[0]*cs[1]
	ch := make(chan complex128, 1)
	ch <- complex128(complex(real(cs[0]+1i), 5))
	var a any = <-ch
	fmt.Println(cs, a, a == complex(0, 5), a == any(complex64(5i)))
}

func strings() {
	s := "hi"
	t := s
	s += " and " + string(rune(98)) + "ye"
	s = s + s[:2] + "" + t
	var e string
	e += e + e
	type S string
	var n S = "n" + "m"
	n += S(t)
	fmt.Println(s, t, e == "", n, len(s+t), "a"+"b" < "b"+"a", s[1:3]+t[1:])
	acc := ""
	for i := range 5 {
		acc = fmt.Sprint(i) + acc + ","
	}
	fmt.Println(acc)
}

func wrap() {
	var u8 uint8 = 250
	var i8 int8 = 120
	for range 10 {
		u8++
		i8++
	}
	var u uint = 0
	u--
	h := uint32(2166136261)
	for _, c := range []byte("hash me") {
		h = (h ^ uint32(c)) * 16777619
	}
	seed := int32(12345)
	for range 3 {
		seed = seed*1103515245 + 12345
	}
	x := math.MaxInt
	fmt.Println(u8, i8, u, h, seed, x+1 < x, uint8(u8*u8), int16(i8)*300, u8<<4>>4, (u8<<4)>>4 == u8&15)
	i8 = -128
	i8 -= 1
	u8 -= 200
	u16 := uint16(u8) * 1000
	u16 *= u16
	fmt.Println(i8, u8, u16, u16>>u8, int8(u16), -u16, ^u16, -(-128 + i8))
}

func main() {
	integers()
	division()
	precedence()
	floats()
	complexes()
	strings()
	wrap()
}
