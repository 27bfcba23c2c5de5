// Types: sizes, alignment and offsets; arrays, slices, structs and zero-size values; package unsafe on all of them.
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	basicSizes()
	structLayout()
	zeroSize()
	arrays()
	sliceSharing()
	pointerArithmetic()
	unsafeSlicesAndStrings()
	blankFields()
	reinterpretation()
}

func basicSizes() {
	var (
		b   bool
		i8  int8
		i16 int16
		i32 int32
		i64 int64
		i   int
		f32 float32
		c64 complex64
		c   complex128
		s   string
		sl  []int
		m   map[int]int
		ch  chan int
		fn  func()
		e   any
		p   *int
		err error
		u   uintptr
		up  unsafe.Pointer
	)
	fmt.Println(unsafe.Sizeof(b), unsafe.Sizeof(i8), unsafe.Sizeof(i16), unsafe.Sizeof(i32), unsafe.Sizeof(i64), unsafe.Sizeof(i), unsafe.Sizeof(f32),
		unsafe.Sizeof(c64), unsafe.Sizeof(c), unsafe.Sizeof(s), unsafe.Sizeof(sl), unsafe.Sizeof(m), unsafe.Sizeof(ch), unsafe.Sizeof(fn),
		unsafe.Sizeof(e), unsafe.Sizeof(p), unsafe.Sizeof(err), unsafe.Sizeof(u), unsafe.Sizeof(up))
	fmt.Println(unsafe.Alignof(b), unsafe.Alignof(i16), unsafe.Alignof(i32), unsafe.Alignof(c64), unsafe.Alignof(c), unsafe.Alignof(s), unsafe.Alignof(sl), unsafe.Alignof(e))
	fmt.Println(unsafe.Sizeof(1), unsafe.Sizeof('a'), unsafe.Sizeof("abc"), unsafe.Sizeof(1.5), unsafe.Sizeof(2i), unsafe.Sizeof(true), unsafe.Sizeof(uint8(1)+2))
}

type mixed struct {
	a bool
	b int64
	c bool
	d int32
	e int16
	f [3]byte
	g struct {
		x byte
		y int16
	}
	h complex64
	i string
	j any
	k [0]int64
}

type tail struct {
	a int32
	b struct{}
}

type head struct {
	a struct{}
	b int32
}

type embedded struct {
	byte
	mixed
	*tail
}

func structLayout() {
	var m mixed
	fmt.Println(unsafe.Sizeof(m), unsafe.Alignof(m), unsafe.Offsetof(m.a), unsafe.Offsetof(m.b), unsafe.Offsetof(m.c), unsafe.Offsetof(m.d), unsafe.Offsetof(m.e),
		unsafe.Offsetof(m.f), unsafe.Offsetof(m.g), unsafe.Offsetof(m.g.y), unsafe.Offsetof(m.h), unsafe.Offsetof(m.i), unsafe.Offsetof(m.j), unsafe.Offsetof(m.k))
	fmt.Println(unsafe.Alignof(m.a), unsafe.Alignof(m.g), unsafe.Alignof(m.f), unsafe.Alignof(m.h), unsafe.Alignof(m.k))
	fmt.Println(unsafe.Sizeof(tail{}), unsafe.Sizeof(head{}), unsafe.Offsetof(tail{}.b), unsafe.Offsetof(head{}.b))
	var e embedded
	fmt.Println(unsafe.Sizeof(e), unsafe.Offsetof(e.byte), unsafe.Offsetof(e.mixed), unsafe.Offsetof(e.d), unsafe.Offsetof(e.mixed.d), unsafe.Offsetof(e.tail))
	const constant = unsafe.Offsetof(m.h) + unsafe.Sizeof([3]mixed{})
	var arr [constant]byte
	fmt.Println(len(arr), unsafe.Sizeof([5]struct {
		a byte
		b int16
	}{}), unsafe.Sizeof([3][2]tail{}), unsafe.Sizeof(struct{ _, _ byte }{}))
}

type empty struct{}

func (empty) name() string   { return "empty" }
func (e *empty) ptr() string { return fmt.Sprint(e != nil) }

func zeroSize() {
	var a, b empty
	var arr [1 << 40]empty
	var none [0]int
	fmt.Println(unsafe.Sizeof(a), unsafe.Sizeof(arr), unsafe.Sizeof(none), a == b, none == [0]int{}, len(arr))
	fmt.Println(a.name(), b.ptr(), arr[1<<39].name(), (&arr[5]).ptr())
	s := make([]empty, 1<<40)
	s = append(s, a, b)
	fmt.Println(len(s), cap(s) >= len(s), len(s[5:1<<30]))
	m := map[empty]int{a: 1}
	m[b]++
	fmt.Println(m, len(map[[0]int]bool{{}: true}))
	ch := make(chan struct{}, 3)
	ch <- a
	ch <- empty{}
	fmt.Println(len(ch), cap(ch), <-ch)
	var i, j any = a, b
	fmt.Println(i == j, i == any(struct{}{}), i)
	n := 0
	for range none {
		n++
	}
	for range s[:10] {
		n++
	}
	type pair struct {
		l [0]func()
		r int
	}
	fmt.Println(n, pair{r: 3}.r, unsafe.Sizeof(pair{}))
}

type T5 [2]*T5
type T6 [2]func() T6
type T7 [1]struct{ f []T7 }

func arrays() {
	a := [3]int{1, 2, 3}
	b := a
	b[0] = 9
	p := &a
	p[1] = 8
	fmt.Println(a, b, *p, a == [3]int{1, 8, 3}, len(p), len([2][3]int{}[0]))
	grid := [2][3][2]int{{{1, 2}, {3, 4}}, {2: {5, 6}}}
	row := grid[0]
	row[1][1] = 40
	grid[1][0][0] = 7
	fmt.Println(grid, row, len(grid), len(grid[0]), len(grid[0][0]))
	for i, v := range a { // a copy is iterated
		a[2] = 100
		fmt.Print(i, v, " ")
	}
	for i, v := range &a {
		a[2] = 200
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	var t5 T5
	t5[0] = &t5
	t6 := T6{0: func() T6 { return T6{} }}
	t7 := T7{{f: []T7{{}, {}}}}
	fmt.Println(t5[0][0] == &t5, t6[0]()[1] == nil, len(t7[0].f))
	f := func(x [3]int) [3]int { x[0] = -1; return x }
	fmt.Println(f(a), a, f(f(a))[0])
	fmt.Println([...]string{2: "c", 0: "a"}, [5]int{1, 3: 4, 5}, len([...]int{9: 1, 2, 3}))
}

func sliceSharing() {
	a := [10]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	s := a[2:5]
	t := s[1:4]
	t[0] = 33
	s = append(s, 55)
	fmt.Println(a, s, t, len(s), cap(s), len(t), cap(t), &t[1] == &a[4])
	u := a[2:5:5]
	u = append(u, 77)
	u[0] = -2
	fmt.Println(a[2], a[5], u, cap(a[2:5:7]), cap(u[:0:2]))
	var nils []int
	fmt.Println(nils == nil, nils[:0] == nil, nils[0:0:0] == nil, []int{}[:0] == nil, len(nils), cap(nils), a[3:3] == nil)
	copy(a[1:], a[:])
	n := copy(a[:3], []int{7, 7})
	fmt.Println(a, n, a[:4])
	two := [][]int{make([]int, 2), {1}, nil, make([]int, 0, 5)}
	two[0][1] = 3
	two[2] = append(two[2], two[1]...)
	fmt.Println(two, cap(two[3]), len(two[3][:4]))
}

func pointerArithmetic() {
	arr := [4]int32{10, 20, 30, 40}
	p := unsafe.Pointer(&arr[0])
	third := (*int32)(unsafe.Pointer(uintptr(p) + 2*unsafe.Sizeof(arr[0])))
	*third = 33
	second := (*int32)(unsafe.Add(p, 4))
	*second++
	last := (*int32)(unsafe.Add(unsafe.Pointer(&arr[3]), -4*0))
	fmt.Println(arr, *third, *second, *last, uintptr(unsafe.Pointer(last))-uintptr(p))
	m := mixed{d: 5, e: 6}
	d := (*int32)(unsafe.Add(unsafe.Pointer(&m), unsafe.Offsetof(m.d)))
	*d = 50
	fmt.Println(m.d, *(*int16)(unsafe.Pointer(uintptr(unsafe.Pointer(&m)) + unsafe.Offsetof(m.e))))
	var np unsafe.Pointer
	fmt.Println(np == nil, uintptr(np), unsafe.Pointer((*int)(nil)) == nil)
}

func unsafeSlicesAndStrings() {
	arr := [5]byte{'h', 'e', 'l', 'l', 'o'}
	s := unsafe.Slice(&arr[1], 3)
	s[0] = 'E'
	str := unsafe.String(&arr[0], len(arr))
	fmt.Println(string(s), len(s), cap(s), str, unsafe.SliceData(s) == &arr[1], unsafe.StringData(str) == &arr[0])
	bytes := unsafe.Slice(unsafe.StringData("const"), 5)
	fmt.Println(string(bytes[1:3]), unsafe.Slice((*int)(nil), 0) == nil, unsafe.String(nil, 0) == "", unsafe.SliceData([]int(nil)) == nil)
	words := [2]uint64{0x0102030405060708, 0x1112131415161718}
	view := unsafe.Slice((*uint16)(unsafe.Pointer(&words[0])), 8)
	fmt.Printf("%x %v\n", view, unsafe.SliceData(make([]int, 0, 1)) != nil)
	try := func(name string, f func()) {
		defer func() { fmt.Println(name, recover()) }()
		f()
	}
	n := -1
	var np *int
	try("negative", func() { _ = unsafe.Slice(&n, n) })
	try("nil", func() { n = 1; _ = unsafe.Slice(np, n) })
	try("huge", func() { n = 1 << 62; _ = unsafe.Slice(&n, n) })
	try("string", func() { n = -1; _ = unsafe.String(&arr[0], n) })
	try("nil string", func() { n = 1; _ = unsafe.String(nil, n) })
}

type padded struct {
	a int
	_ int
	b int
	_ [2]string
}

func blankFields() {
	p, q := padded{a: 1, b: 2}, padded{1, 99, 2, [2]string{"x", "y"}}
	fmt.Println(p == q, p, unsafe.Sizeof(p), unsafe.Offsetof(p.b))
	m := map[padded]int{p: 1}
	m[q]++
	var i, j any = p, q
	fmt.Println(m[p], len(m), i == j)
	type onlyBlank struct{ _, _ int }
	fmt.Println(onlyBlank{} == onlyBlank{1, 2}, onlyBlank{3, 4})
}

func reinterpretation() {
	f := 1.5
	bits := *(*uint64)(unsafe.Pointer(&f))
	type celsius float64
	c := *(*celsius)(unsafe.Pointer(&f))
	i := int32(-2)
	u := *(*uint32)(unsafe.Pointer(&i))
	cplx := 1 + 2i
	parts := *(*[2]float64)(unsafe.Pointer(&cplx))
	s := "header"
	hdr := *(*struct {
		data uintptr
		len  int
	})(unsafe.Pointer(&s))
	sl := make([]int, 2, 7)
	shdr := (*[3]int)(unsafe.Pointer(&sl))
	shdr[1] = 5
	fmt.Printf("%#x %v %d %v %d %d %d %d\n", bits, c, u, parts, hdr.len, len(sl), shdr[2], cap(sl[:7]))
}
