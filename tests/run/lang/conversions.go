// Conversions of every kind: between numbers, to and from strings, slices to arrays, tags ignored, functions, channels, interfaces.
package main

import (
	"fmt"
	"math"
	"unsafe"
)

type (
	MyInt    int
	MyFloat  float32
	MyString string
	MyByte   byte
	MyRune   rune
	Bytes    []byte
	Runes    []rune
	MyBytes  []MyByte
	Arr4     [4]int
	Fn       func(int) int
	Chan     chan int
	SendOnly chan<- int
	Point    struct{ X, Y int }
	Tagged   struct {
		X int `json:"x"`
		Y int `json:"y"`
	}
	IntPtr  *int
	MyPtr   *MyInt
	Iface   interface{ M() int }
	Iface2  interface{ M() int }
	Small   interface{ M() int }
	Big     interface {
		M() int
		N() int
	}
)

func (p Point) M() int { return p.X }
func (p Point) N() int { return p.Y }

func integers() {
	v := uint16(0x10F0)
	n := -1
	i64 := int64(math.MinInt64)
	big := uint64(math.MaxUint64)
	fmt.Println(uint32(int8(v)) == 0xFFFFFFF0, int8(v), uint8(n), uint16(n), uint32(n), uint64(n), uintptr(n), int32(big), int8(int16(300+n)), int(big), int32(i64), uint64(int32(n)), int64(uint32(n)), rune(big), byte(n), MyInt(int8(v)), uint(MyInt(n)))
	for _, x := range []int64{127, 128, 255, 256, 32768, 65536, -129, 1 << 31, 1<<32 + 5, -1 << 40} {
		fmt.Print(int8(x), uint8(x), int16(x), uint16(x), int32(x), uint32(x), " ")
	}
	fmt.Println()
}

func floats() {
	for _, f := range []float64{0, 1.5, -1.5, 1.999999, -0.9, 255.9, 1e6, -7.5, 4294967295.7, 9.007199254740993e15} {
		fmt.Print(int(f), int64(f), int32(f), uint32(int64(f)), float32(f), " ")
	}
	fmt.Println(uint64(1.8446744073709549e19*one()), uint64(9.3e18*one()), uint8(200.7*one()), int8(-100.5*one()))
	var i53 int64 = 1<<53 + 1
	var u64 uint64 = math.MaxUint64
	f32 := float32(0.1)
	fmt.Println(float64(i53), float32(i53), float64(u64), float32(u64), float64(f32), float32(float64(f32)), MyFloat(f32)*3, float32(1e39*one()), float32(-1e-50*one()), float64(uint64(1<<63)), float32(16777217*int(one())), float64(int8(-5)), float32(uint8(250)))
	c := complex64(complex(0.1*one(), 1e39))
	fmt.Println(c, complex128(c), complex64(1+2i), int(math.Float32bits(1)), math.Float64frombits(0x7ff8000000000001))
}

func one() float64 { return 1 }

func toStrings() {
	fmt.Println(string([]byte{'h', 'e', 'l', 'l', '\xc3', '\xb8'}), string(Bytes{'h', 'i'}), string([]MyByte{'w', 'o'}), MyString(MyBytes{'\xf0', '\x9f', '\x8c', '\x8d'}), string([]rune{0x767d, 0x9d6c, 0x7fd4}), string(Runes{65, 0x266c}), MyString([]MyRune{0x1f30e}))
	fmt.Printf("%q %q %q %q\n", string([]byte(nil)), string([]byte{}), string([]rune(nil)), string([]rune{-1, 0x110000, 0xd800, 'x'}))
	r, b, i, u := 'a', byte(200), -1, uint64(1<<40)
	fmt.Printf("%q %q %q %q %q %q %q\n", string(r), string(rune(b)), string(rune(i)), string(rune(u)), MyString(r), string(MyRune(0x65e5)), string(rune(0xfffd)))
	s := MyString("hellø")
	bs, rs := []byte(s), []rune(s)
	mb, mr := MyBytes(s), []MyRune(s)
	fmt.Println(bs, rs, mb, mr, len(bs), len(rs), Bytes("x"), Runes("日本"), []byte("") == nil, []rune("") == nil, len([]byte("")))
	bs[0] = 'J'
	t := string(bs)
	bs[1] = 'E'
	fmt.Println(s, t, string(bs), []rune("a\xffb\xe4\xb8"), []byte(string([]rune{0xdc00})))
	for i, c := range []byte("é") {
		fmt.Print(i, c, " ")
	}
	m := map[string]int{"key": 1}
	k := []byte("key")
	fmt.Println(m[string(k)], string(k) == "key", string(k)+"!", "x"+string(k[1:]))
}

func slicesToArrays() {
	s := []int{1, 2, 3, 4}
	a := [4]int(s)
	p := (*[4]int)(s)
	q := (*[2]int)(s[1:])
	n := Arr4(s)
	a[0], p[1], q[1] = 100, 20, 30
	fmt.Println(s, a, *p, *q, n, [2]int(s[2:]), [0]int(s), len((*[0]int)(s)), &p[0] == &s[0], *(*Arr4)(s))
	var nils []int
	fmt.Println((*[0]int)(nils) == nil, (*[0]int)([]int{}) == nil, [0]int(nils), [1]string([]string{"x"}), (*Arr4)(s)[3])
	for _, f := range []func(){func() { _ = [5]int(s) }, func() { _ = (*[5]int)(s) }, func() { _ = [1]int(nils) }, func() { _ = Arr4(s[:3]) }} {
		func() {
			defer func() { fmt.Print(recover(), "; ") }()
			f()
		}()
	}
	fmt.Println()
}

func structs() {
	p := Point{1, 2}
	t := Tagged(p)
	t.X = 9
	tp := (*Tagged)(&p)
	tp.Y = 7
	anon := struct{ X, Y int }(t)
	back := Point(struct {
		X int `other:"tag"`
		Y int
	}(anon))
	fmt.Println(p, t, anon, back, *(*Point)(tp), Point(*tp) == p, (*struct{ X, Y int })(tp).Y)
	nested := []struct {
		P *struct {
			X int `t:"1"`
		}
	}{{&struct {
		X int `t:"1"`
	}{5}}}
	type plain struct{ P *struct{ X int } }
	fmt.Println(plain(nested[0]).P.X)
}

func pointersAndFuncs() {
	x := 5
	ip := IntPtr(&x)
	mp := (*MyInt)(&x)
	*mp = 6
	mp2 := MyPtr((*MyInt)((*int)(ip)))
	*mp2++
	f := Fn(func(i int) int { return i * x })
	g := (func(int) int)(f)
	c := make(Chan, 1)
	so := SendOnly((chan<- int)(c))
	so <- 3
	ro := (<-chan int)(c)
	fmt.Println(x, *ip, g(2), <-ro, (*int)(ip) == &x, uintptr(unsafe.Pointer(ip)) == uintptr(unsafe.Pointer(&x)))
	fmt.Printf("%T %T %T %T\n", f, g, so, (<-chan int)(c))
}

func interfaces() {
	var i Iface = Point{3, 4}
	j := Iface2(i)
	b := i.(Big)
	s := Small(b)
	e := any(s)
	fmt.Println(j.M(), s.M(), e.(Big).N(), Iface(nil) == nil, error(nil) == nil, any(i) == any(b), interface{ M() int }(b) == i)
	e = (*int)(nil)
	fmt.Println(e == nil, e == any((*int)(nil)), e != any((*MyInt)(nil)))
	fmt.Printf("%T %T %T %T\n", any(MyInt(1)), any([]any{nil}), any(Fn(nil)), any(struct{}{}))
}

func constants() {
	const c = 300
	type E uint8
	const k E = 'k'
	fmt.Println(float32(0.49999999), float64(-1e-1000), MyString("foo"+"bar"), string('x'), string(rune(0x266c)), MyInt(1.0), uint8(c-45), complex64(c), E(100)+k-1, int64(float32(1<<24+1)), float32(1)/3, []byte("const")[1], MyFloat(c)/7)
	var f32 float32 = 1 << 24
	fmt.Println(f32+1 == f32, float64(float32(0.1)) == 0.1, int('a'), rune(97.0), uint(1<<63)>>60)
}

func syntax() {
	p := &Point{1, 2}
	ch := make(chan int, 1)
	ch <- 8
	fmt.Println((*Point)(p).X, *(*Point)(p), (<-chan int)(ch) != nil, <-(<-chan int)(ch), (func())(nil) == nil, (func() int)(nil) == nil, func() int(nil) == nil, []int(nil) == nil, map[string]int(nil) == nil, (interface{})(5), struct{}(struct{}{}), [2]int([...]int{1, 2}), (chan<- int)(ch) != nil, int(7,))
}

func main() {
	integers()
	floats()
	toStrings()
	slicesToArrays()
	structs()
	pointersAndFuncs()
	interfaces()
	constants()
	syntax()
}
