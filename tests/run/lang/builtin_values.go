// min, max, new, complex, real, imag, close, delete, print's operands, and package unsafe's functions.
package main

import (
	"fmt"
	"math"
	"unsafe"
)

func say[T any](name string, v T) T {
	fmt.Print(name, " ")
	return v
}

type (
	celsius float64
	name    string
	i8      int8
)

const (
	cmin       = min(3, 1.5, 'a')
	cmax       = max("a", "b", "ab")
	cmix       = max(1, 2.0, 'b')
	typed  i8  = min(5, 7)
	one        = min(1)
	rounds int = max(2.0, 1)
)

func minMax(x, y int, f float64, s string) {
	fmt.Println("-- min and max")
	fmt.Println(cmin, cmax, cmix, typed, one, rounds)
	fmt.Println(min(x, y), max(x, y), min(x, y, -10), max(10, x, y), min(x), max(y, 2.0))
	fmt.Printf("%T %T %T %T\n", min(1, 2.0), max(1, 'a'), min(f, 1), max(celsius(1), 2))
	nan, inf := math.NaN(), math.Inf(1)
	zero := 0.0
	neg := -zero
	neg = math.Copysign(0, -1)
	fmt.Println(min(f, nan), max(nan, f), min(inf, nan), max(-inf, inf), min(-inf, f), max(f, inf, nan))
	fmt.Println(math.Signbit(min(zero, neg)), math.Signbit(min(neg, zero)), math.Signbit(max(zero, neg)), math.Signbit(max(neg, zero)))
	f32 := float32(f)
	fmt.Println(min(f32, 0.1), max(f32, 3), min(float32(nan), f32))
	fmt.Println(min(s, "b"), max(s, "b", ""), min(name("z"), name(s), "y"), max(s, s+"x"))
	fmt.Println(min(say("a", 3), say("b", 1), say("c", 2)))
	var u8 uint8 = 200
	var neg8 int8 = -3
	fmt.Println(min(u8, 100), max(u8, 255), min(neg8, -128), max(neg8, 127), min(uint64(math.MaxUint64), 5), max(uint64(math.MaxUint64), 5))
	fmt.Println(smallest(3, 1, 2), smallest("c", "a"), smallest(1.5, nan), smallest(name("q")))
	var arr [min(4, 7)]int
	fmt.Println(len(arr), max(len(arr), x))
}

func smallest[T ~int | ~string | ~float64](first T, rest ...T) T {
	for _, r := range rest {
		first = min(first, r)
	}
	return first
}

func news() {
	fmt.Println("-- new")
	p, q := new(int), new(int)
	*p = 5
	fmt.Println(*p, *q, p == q)
	type list struct {
		next *list
		v    [3]string
	}
	l := new(list)
	l.next = new(list)
	fmt.Println(*l.next, l.v)
	fmt.Println(*new(string) == "", *new(any) == nil, *new([]int) == nil, len(*new([4]int)), *new(func()) == nil)
	// new with a value.
	v := new(42)
	s := new("text")
	f := new(1.5 + 1)
	e := new(error(nil))
	r := new('x')
	k := new(list{v: [3]string{"a"}})
	*v++
	fmt.Printf("%T %v %T %q %T %v %T %v %T %c %v\n", v, *v, s, *s, f, *f, e, *e, r, *r, *k)
	x := 7
	px := new(x)
	x++
	fmt.Println(*px, x, *new(x * 2), *new(i8(3)), *new(say("called", true)), **new(px), *new(func() int { return 3 }()))
	a := [2]int{1, 2}
	pa := new(a)
	a[0] = 9
	fmt.Println(*pa, *new(min(x, 3)), *new(len(a)))
	fmt.Println(*newOf("generic"), *newOf(2i), *zeroOf[string]() == "")
}

func newOf[T any](v T) *T { return new(v) }
func zeroOf[T any]() *T   { return new(T) }

func complexes() {
	fmt.Println("-- complex, real, imag")
	var a = complex(2, -2)
	const b = complex(1.0, -1.4)
	x := float32(math.Cos(math.Pi / 2))
	var c64 = complex(5, -x)
	var s int = complex(1, 0)
	_ = s
	var rl = real(c64)
	var im = imag(a)
	const c = imag(b)
	fmt.Printf("%T %v %T %v %T %T %v %v\n", a, a, b, b, c64, rl, im, c)
	const r, i = real(3 + 4i), imag(3)
	fmt.Println(r, i, real('a'), imag(2.5i))
	f := 1.5
	z := complex(f, 2)
	z = complex(imag(z), real(z))
	fmt.Println(z, complex(f, math.Inf(1)), complex(math.NaN(), f))
	type c128 complex128
	w := c128(z)
	fmt.Printf("%T %T\n", real(w), complex(celsius(1), celsius(2)) == 0)
	fmt.Println(parts(complex64(1+2i)), parts(w))
}

func parts[T ~complex64 | ~complex128](z T) [2]float64 {
	switch v := any(z).(type) {
	case complex64:
		return [2]float64{float64(real(v)), float64(imag(v))}
	}
	return [2]float64{real(complex128(z)), imag(complex128(z))}
}

func deletes() {
	fmt.Println("-- delete and close")
	m := map[any]int{1: 1, "a": 2, 2.5: 3, nil: 4, [1]int{1}: 5}
	delete(m, "a")
	delete(m, nil)
	delete(m, [1]int{1})
	delete(m, "absent")
	delete(m, int8(1))
	fmt.Println(len(m), m[1], m[2.5])
	k := map[name]int{"x": 1}
	delete(k, "x")
	delete(say("map", k), say("key", name("y")))
	fmt.Println(len(k))
	deleteOf(map[string]bool{"a": true}, "a")
	c := make(chan int, 2)
	c <- 1
	close(c)
	v, ok := <-c
	w, ok2 := <-c
	fmt.Println(v, ok, w, ok2)
	var send chan<- int = make(chan int)
	close(send)
}

func deleteOf[M ~map[K]V, K comparable, V any](m M, k K) {
	delete(m, k)
	fmt.Println(len(m))
}

type layout struct {
	a bool
	b int64
	c uint16
	d string
	e [3]byte
	f any
	_ struct{}
}

func unsafes() {
	fmt.Println("-- unsafe")
	var l layout
	const size = unsafe.Sizeof(l)
	fmt.Println(size, unsafe.Alignof(l), unsafe.Offsetof(l.b), unsafe.Offsetof(l.c), unsafe.Offsetof(l.d), unsafe.Offsetof(l.e), unsafe.Offsetof(l.f))
	s := []int32{1, 2, 3, 4}
	p := unsafe.Pointer(&s[0])
	third := (*int32)(unsafe.Pointer(uintptr(p) + 2*unsafe.Sizeof(s[0])))
	*third = 30
	fmt.Println(s, *(*int32)(unsafe.Add(p, 4)), *(*int32)(unsafe.Add(unsafe.Pointer(third), -8)))
	view := unsafe.Slice(&s[1], 2)
	view[0] = 20
	fmt.Println(s, len(view), cap(view), unsafe.SliceData(s) == &s[0], unsafe.SliceData([]int(nil)) == nil)
	str := "hello"
	data := unsafe.StringData(str)
	fmt.Println(*data, unsafe.String(data, 4), string(unsafe.Slice(data, 5)[1:]))
	b := []byte("bytes")
	alias := unsafe.String(&b[0], len(b))
	fmt.Println(alias, unsafe.String((*byte)(nil), 0) == "", unsafe.Slice((*int)(nil), 0) == nil)
	f := 1.5
	bits := *(*uint64)(unsafe.Pointer(&f))
	fmt.Println(bits == math.Float64bits(f))
	pb := (*[8]byte)(unsafe.Pointer(&bits))
	fmt.Println(pb[7], pb[6])
	pc := (*int64)(unsafe.Pointer(uintptr(unsafe.Pointer(&l)) + unsafe.Offsetof(l.b)))
	*pc = 77
	fmt.Println(l.b, unsafe.Pointer(nil) == nil, uintptr(unsafe.Pointer(nil)))
	type hdr struct {
		data unsafe.Pointer
		len  int
		cap  int
	}
	h := (*hdr)(unsafe.Pointer(&s))
	fmt.Println(h.len, h.cap, h.data == p)
	var n uint8 = 2
	fmt.Println(len(unsafe.Slice(&s[0], n)), len(unsafe.String(data, int64(3))))
	fmt.Println(sizeOf[int32](), sizeOf[struct {
		a byte
		b any
	}]())
}

func sizeOf[T any]() uintptr {
	var z [2]T
	return unsafe.Sizeof(z) - uintptr(unsafe.Pointer(&z[1])) + uintptr(unsafe.Pointer(&z[0]))
}

func main() {
	minMax(3, -2, 2.5, "abc")
	news()
	complexes()
	deletes()
	unsafes()
}
