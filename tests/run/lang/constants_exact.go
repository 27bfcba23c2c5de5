// Constants: exact arithmetic of any size, default types, representability, iota, typed and untyped expressions.
package main

import (
	"fmt"
	"math"
	"unsafe"
)

func main() {
	exact()
	limits()
	defaults()
	kinds()
	typedConstants()
	representable()
	iotas()
	builtinConstants()
	shifts()
	complexConstants()
	booleansAndStrings()
	rounding()
}

const (
	huge     = 1 << 500
	hugeLess = huge - 1
	third    = 1.0 / 3
	big      = 1e3000
	fact30   = 1 * 2 * 3 * 4 * 5 * 6 * 7 * 8 * 9 * 10 * 11 * 12 * 13 * 14 * 15 * 16 * 17 * 18 * 19 * 20 * 21 * 22 * 23 * 24 * 25 * 26 * 27 * 28 * 29 * 30
)

func exact() {
	fmt.Println(huge>>498, hugeLess>>499, huge%1000003, -huge%1000003, huge/hugeLess, hugeLess/huge)
	fmt.Println(third*3 == 1, 0.1+0.2 == 0.3, third+third+third == 1.0, big/1e2990, 1/big*big)
	fmt.Println(fact30/(1<<66), fact30%1_000_000_007, fact30 == 265252859812191058636308480000000)
	fmt.Println(huge&hugeLess, huge|hugeLess == 1<<501-1, huge^hugeLess == 1<<501-1, (huge&^hugeLess)>>497, ^huge == -huge-1)
	fmt.Println(-7/2, -7%2, 7/-2, 7%-2, 7/2.0, 7/2*2.0, 7.0/2*2, 5%3, -8>>1, -7>>1, -1>>100)
	const a, b = 1<<100 + 1, 1<<100 - 1
	fmt.Println(a*b == 1<<200-1, a-b, a > b, float64(a) == float64(b))
}

func limits() {
	fmt.Println(math.MaxInt64, uint64(math.MaxUint64), math.MinInt64, math.MaxInt8, math.MinInt32)
	fmt.Println(math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32, math.SmallestNonzeroFloat32)
	fmt.Println(math.Pi, float32(math.Pi), math.Pi*1e15, math.E, math.Sqrt2*math.Sqrt2 == 2, math.Ln2*math.Log2E)
	fmt.Println(float64(math.SmallestNonzeroFloat64/2), float32(math.SmallestNonzeroFloat32/3), float64(1e-324), 4.9e-324/2 == 0)
}

func defaults() {
	a, b, c, d, e, f := 1, 'x', 1.5, 2i, "s", 1 < 2
	fmt.Printf("%T %T %T %T %T %T\n", a, b, c, d, e, f)
	fmt.Printf("%T %T %T %T %T %T\n", 1, 'x', 1.5, 2i, "s", 1 < 2)
	fmt.Printf("%T %T %T %T %T\n", 'a'+1, 1+'a', 'a'+1.0, 1.0+1i, 2*'b'*1.5)
	fmt.Printf("%T %v %T %v %T %v\n", 15/4, 15/4, 15/4.0, 15/4.0, 'a'/2, 'a'/2)
	var i any = 'a' * 1.0
	fmt.Printf("%T %v\n", i, i)
	const zero = 0.0
	var x any = zero
	fmt.Printf("%T %v\n", x, x)
}

type (
	MyInt   int
	MyFloat float32
	MyStr   string
	MyBool  bool
	MyCplx  complex64
)

func kinds() {
	const (
		u = 1 + 0i // complex constant, value 1
		v = u + 'a'
		w = 4.0
	)
	var i int = u
	var b byte = 42.0
	var r rune = 97 + 0i
	var arr [w]int
	var f float32 = 'a'
	fmt.Println(i, b, r, len(arr), f, v, arr[w-1.0], "abc"[1.0], []int{2.0: 5}[2+0i], make([]int, 3.0), 10/u)
	const h = "foo" > "bar"
	const j MyBool = h
	const k MyBool = 3 < 4
	var l MyBool = i == 1
	fmt.Printf("%v %v %T %T %T\n", h, j, j, k, l)
}

func typedConstants() {
	const a MyInt = 5
	const b = a * 2
	const c MyFloat = 1.0 / 3
	const d = MyStr("x") + "y"
	const e MyCplx = 1 + 2i
	fmt.Printf("%T %v %T %v %T %v %T %v %T %v %T\n", b, b, c, c, d, d, e, e, -e, real(e), real(e))
	const u8 uint8 = 255
	fmt.Println(^u8, u8>>1, u8&^1, ^uint8(1), int8(-128), -int8(127), uint64(1<<63), ^uint16(0), ^int16(0), +u8)
	const f32 float32 = 1.0 / 3
	const f64 = float64(f32)
	fmt.Println(f32, f64, f32*3 == 1, float32(1.0)/3*3 == 1, float64(f32) == 1.0/3)
	const typedShift = uint8(1) << 7
	fmt.Printf("%T %v\n", typedShift, typedShift)
	const dur = 3 * MyInt(7) / 2
	fmt.Println(dur, 7/MyInt(2), MyFloat(7)/2)
}

func representable() {
	var a byte = 'a'
	var b rune = 97
	var c int16 = 1024
	var d byte = 42.0
	var e uint64 = 1e10
	var f float32 = 2.718281828459045
	var g float64 = -1e-1000
	var h int = 0i
	var k float32 = (42 + 0i)
	fmt.Println(a, b, c, d, e, f, g, math.Signbit(g), h, k)
	var i interface{ M() } = nil
	fmt.Println(i == nil, float32(0.49999999), float64(-1e-1000), complex128(1), uint(1.0), int64(1e18), string('x'), string(rune(0x266c)), MyStr("foo"+"bar"))
	var neg = -0.0
	fmt.Println(neg, math.Signbit(neg), 1/math.Inf(-1), math.Signbit(1/math.Inf(-1)))
}

const (
	i0 = iota
	i1
	_
	i3
	i4, i4b = iota, iota * iota
	i5, i5b
	i6 float64 = iota
	i7
	s8 = "skip"
	s9
	i10 = iota + iota
)

const (
	bit0, mask0 = 1 << iota, 1<<iota - 1
	bit1, mask1
	_, _
	bit3, mask3
)

type Weekday int

const (
	Sunday Weekday = iota + 1
	Monday
	Tuesday
)

func (d Weekday) String() string { return [...]string{"?", "Sun", "Mon", "Tue"}[d] }

const (
	_  = iota
	KB = 1 << (10 * iota)
	MB
	GB
	TB
	PB
	EB
	ZB
	YB
)

const inFunc = len([...]int{1, 2, 3}) // the length of an array without calls or receives is constant

func iotas() {
	fmt.Println(i0, i1, i3, i4, i4b, i5, i5b, i6, i7, s8, s9, i10)
	fmt.Printf("%T %T\n", i6, i7)
	fmt.Println(bit0, mask0, bit1, mask1, bit3, mask3, Sunday, Monday, Tuesday)
	fmt.Println(KB, MB, GB, TB, PB, EB, ZB/EB, YB>>70, inFunc)
	const (
		x = iota
		y = -iota
		iota = 7 // from here on, in this block
	)
	const z = iota
	fmt.Println(x, y, iota, z)
}

var array [7][3]int

func builtinConstants() {
	const (
		a = len("héllo")
		b = len(array)
		c = cap(array[0])
		d = len([2]string{"x", "y"})
		e = unsafe.Sizeof(array)
		f = min(3, 1.5, 'a')
		g = max("a", "b", "ab")
		h = real(3 + 4i)
		i = imag(complex(1, 2))
		j = unsafe.Sizeof(uintptr(0)) * 8
		k = len((*[5]int)(nil))
	)
	fmt.Printf("%v %v %v %v %v %v %T %v %T %v %v %v %T %v\n", a, b, c, d, e, f, f, g, e, h, i, j, i, k)
	var p *[9]int
	fmt.Println(len(p), cap(p), len(*p)) // not evaluated: p is nil
	const m = max(1, 2.0) + min('b', 'a')
	fmt.Printf("%T %v %T %v\n", m, m, min(MyInt(2), 1), max(MyFloat(2), 1))
}

func shifts() {
	const c1 = 1.0 << 3
	const c2 = 1 << 3.0
	const c3 = 'a' << 1
	const c4 = uint8(3) << 6
	fmt.Printf("%T %v %T %v %T %v %T %v\n", c1, c1, c2, c2, c3, c3, c4, c4)
	fmt.Println(1<<62, uint64(1)<<63, int8(-1)<<7, -1<<63, 1<<100>>99, 0>>1000, 0<<511, 5.0>>1)
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var m int = 1.0 << s
	var n = 1.0<<s == j
	var o = 1<<s == 2<<s
	var p = 1<<s == 1<<33
	var w int64 = 1.0 << 33
	fmt.Println(i, j, k, m, n, o, p, w, byte(1<<(s-26)), int8(1<<(s-26)), -1>>s, uint32(1)<<s>>s)
	var x = [...]int{10: 1}[1<<(s-32)]
	var y = make([]byte, 1.0<<(s-30))
	var z any = 1 << s
	fmt.Printf("%v %v %T %v\n", x, len(y), z, z)
	var u8 uint8 = 200
	fmt.Println(u8<<1, u8<<1>>1, (u8<<1)>>1, 1<<u8>>u8, u8<<1 == 144, uint16(u8)<<(s>>5))
}

func complexConstants() {
	const a = 3 + 4i
	fmt.Println(a*a, a/a, a/(1-2i), -a, a == 3+4i, real(a*a), a+0.5, 1/a*25, (1+0i) == 1)
	const b complex64 = 1.0 / 3
	fmt.Println(b, complex128(b), complex(1, 2), complex(float32(1), 2))
	fmt.Printf("%T %T %T %T\n", b, complex(1, 2), complex(float32(1), 2), imag(b))
	const iSquared = 1i * 1i
	var idx = [3]int{1, 2, 3}[iSquared+2]
	fmt.Println(idx, int(iSquared), 1i*1i == -1)
}

func booleansAndStrings() {
	const t = true && !false || false
	const s = "a" + "b" + `c`
	fmt.Println(t, s, s[1], s[1:], len(s+"d"), s < "abd", "" == "", "x"+s > s, "\xff" > "\u00ff", t == !t, t != false)
	const all = "é" + "\xff"
	for i, r := range all {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println()
}

func rounding() {
	fmt.Println(float32(16777217), float32(16777219), float64(9007199254740993), float32(1.00000006), float32(1.00000017881393432617187499))
	fmt.Println(float32(1e38*3.4), float64(0.1)*3, 0.1*3, float32(0.1)*3 == 0.3, 1e23, 9007199254740993.0, 5e-324, 2.4703282292062328e-324)
	fmt.Println(2.2250738585072011e-308, 1.7976931348623158e308, 179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880.0 > 1e308)
	var f = 3.0
	fmt.Println(1/3.0*f == 1, 2/3*f, 2/3., 1<<3*f, 7/2*f, 7/2.*f)
}
