// Size and alignment guarantees, and the layout that gc gives types on 64-bit machines.
package main

import (
	"fmt"
	"unsafe"
)

type empty struct{}

type nested struct {
	a byte
	b struct {
		c int16
		d byte
	}
	e int32
}

type tail struct {
	a int32
	z struct{}
}

type mixed struct {
	a bool
	b float64
	c bool
	d complex64
	e byte
	f string
	g [3]uint16
	h func()
	i byte
	j any
	k chan int
	l []byte
	m *int
	n map[int]int
	o uintptr
}

type generic[T any] struct {
	a byte
	b T
}

type recursive struct {
	next *recursive
	all  []recursive
	m    map[string]recursive
}

func show[T any](name string) {
	var v T
	var a [3]T
	fmt.Println(name, unsafe.Sizeof(v), unsafe.Alignof(v), unsafe.Sizeof(a) == 3*unsafe.Sizeof(v))
	size := unsafe.Sizeof(v)
	if p := uintptr(unsafe.Pointer(&v)); p%unsafe.Alignof(v) != 0 {
		fmt.Println("misaligned")
	}
	if size > 0 {
		step := uintptr(unsafe.Pointer(&a[1])) - uintptr(unsafe.Pointer(&a[0]))
		fmt.Println("  step", step == size)
	}
}

func basics() {
	show[byte]("byte")
	show[uint8]("uint8")
	show[int8]("int8")
	show[uint16]("uint16")
	show[int16]("int16")
	show[uint32]("uint32")
	show[int32]("int32")
	show[float32]("float32")
	show[uint64]("uint64")
	show[int64]("int64")
	show[float64]("float64")
	show[complex64]("complex64")
	show[complex128]("complex128")
	show[int]("int")
	show[uint]("uint")
	show[uintptr]("uintptr")
	show[bool]("bool")
	show[rune]("rune")
	show[string]("string")
	show[[]int]("slice")
	show[*int]("pointer")
	show[unsafe.Pointer]("unsafe.Pointer")
	show[func()]("func")
	show[map[int]int]("map")
	show[chan int]("chan")
	show[any]("any")
	show[error]("error")
}

func composites() {
	show[empty]("empty")
	show[[0]int64]("[0]int64")
	show[[5]byte]("[5]byte")
	show[[2][3]int16]("[2][3]int16")
	show[nested]("nested")
	show[tail]("tail")
	show[mixed]("mixed")
	show[recursive]("recursive")
	show[generic[byte]]("generic[byte]")
	show[generic[int64]]("generic[int64]")
	show[generic[[3]uint16]]("generic[[3]uint16]")
	show[generic[empty]]("generic[empty]")
	show[struct {
		_ byte
		_ int16
	}]("blank fields")
	show[struct {
		a [0]func()
		b byte
	}]("zero-size first")
	show[struct {
		nested
		x byte
	}]("embedded")
}

func offsets() {
	var m mixed
	fmt.Println(unsafe.Offsetof(m.a), unsafe.Offsetof(m.b), unsafe.Offsetof(m.c), unsafe.Offsetof(m.d), unsafe.Offsetof(m.e), unsafe.Offsetof(m.f))
	fmt.Println(unsafe.Offsetof(m.g), unsafe.Offsetof(m.h), unsafe.Offsetof(m.i), unsafe.Offsetof(m.j), unsafe.Offsetof(m.k), unsafe.Offsetof(m.l))
	fmt.Println(unsafe.Offsetof(m.m), unsafe.Offsetof(m.n), unsafe.Offsetof(m.o))
	var n nested
	fmt.Println(unsafe.Offsetof(n.b), unsafe.Offsetof(n.b.d), unsafe.Offsetof(n.e), unsafe.Alignof(n.b), unsafe.Alignof(n.b.c))
	var e struct {
		a byte
		nested
	}
	// Relative to the struct that holds the field, through an embedded one that is no pointer.
	fmt.Println(unsafe.Offsetof(e.nested), unsafe.Offsetof(e.e))
	// Computed offsets are where the fields are.
	base := uintptr(unsafe.Pointer(&m))
	fmt.Println(uintptr(unsafe.Pointer(&m.d))-base == unsafe.Offsetof(m.d), uintptr(unsafe.Pointer(&m.j))-base == unsafe.Offsetof(m.j))
	const c = unsafe.Sizeof(m) + unsafe.Offsetof(m.j)
	var arr [unsafe.Sizeof(m.f)]int
	fmt.Println(c, len(arr))
}

// Two distinct zero-size variables may have the same address; elements of an array of them too.
func zeroSize() {
	var a, b [10]empty
	fmt.Println(len(a) == len(b), unsafe.Sizeof(a))
	s := make([]empty, 5)
	s = append(s, empty{}, empty{})
	fmt.Println(len(s), s[3] == s[4])
	m := map[empty]int{{}: 1}
	m[empty{}]++
	fmt.Println(m)
	c := make(chan empty, 3)
	c <- empty{}
	fmt.Println(len(c), <-c)
	for i, e := range a {
		if e != (empty{}) {
			fmt.Println("never", i)
		}
	}
	f := func(empty, [0]int, struct{ _ [0]func() }) (empty, int) { return empty{}, 3 }
	e, n := f(empty{}, [0]int{}, struct{ _ [0]func() }{})
	var i any = e
	fmt.Println(e, n, i == any(empty{}), i.(empty))
}

// Memory seen as another type.
func views() {
	m := mixed{a: true, b: 1.5, f: "text", g: [3]uint16{1, 2, 3}, o: 9}
	p := unsafe.Pointer(&m)
	fmt.Println(*(*bool)(p), *(*float64)(unsafe.Add(p, unsafe.Offsetof(m.b))), *(*string)(unsafe.Add(p, unsafe.Offsetof(m.f))))
	g := (*[3]uint16)(unsafe.Add(p, unsafe.Offsetof(m.g)))
	g[1] = 20
	fmt.Println(m.g, *(*uintptr)(unsafe.Add(p, unsafe.Offsetof(m.o))))
	words := unsafe.Slice((*uint64)(unsafe.Pointer(&[4]int32{1, 2, 3, 4})), 2)
	fmt.Println(words[0] == 2<<32|1, words[1] == 4<<32|3)
	type header struct {
		data *byte
		len  int
	}
	s := "header"
	h := *(*header)(unsafe.Pointer(&s))
	fmt.Println(h.len, *h.data)
	made := *(*string)(unsafe.Pointer(&header{h.data, 4}))
	fmt.Println(made)
	b := *(*[]byte)(unsafe.Pointer(&struct {
		header
		cap int
	}{h, 6}))
	fmt.Println(string(b), cap(b))
}

func main() {
	basics()
	composites()
	offsets()
	zeroSize()
	views()
}
