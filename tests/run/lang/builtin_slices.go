// Appending to and copying slices, clear, len and cap.
package main

import (
	"fmt"
	"unsafe"
)

func say[T any](name string, v T) T {
	fmt.Print(name, " ")
	return v
}

type (
	ints  []int
	bytes []byte
	text  string
	pair  struct {
		a int
		s string
	}
	wide [5]int64
)

func appends() {
	fmt.Println("-- append")
	var s []int
	s = append(s)
	fmt.Println(s == nil, len(append(s, s...)), append(s, []int{}...) == nil)
	s = append(s, 1)
	s = append(s, 2, 3)
	s = append(s, s...)
	fmt.Println(s, append(s[:1], s[3:]...), s)
	full := make([]int, 2, 4)
	a := append(full, 1)
	b := append(full, 2)
	fmt.Println(a, b, &a[0] == &b[0])
	c := append(full[:2:2], 9)
	fmt.Println(c, a, &a[0] == &c[0])
	n := append(ints{1}, 2)
	fmt.Printf("%T %T\n", n, append([]int{1}, ints{2}...))
	str := append([]byte("hello "), "world"...)
	str = append(str, text("!")...)
	fmt.Printf("%s %s %T\n", str, append(bytes(nil), "x"...), append(bytes{}, 'a'))
	anys := append([]any{1}, "a", nil, 2.5, []int{1})
	anys = append(anys, anys...)
	fmt.Println(anys, len(append([]any{}, []any{1, 2})), len(append([]any{}, []any{1, 2}...)))
	errs := append([]error(nil), nil, fmt.Errorf("e"))
	fmt.Println(errs)
	pairs := append([]pair{{1, "a"}}, pair{2, "b"}, pair{a: 3})
	wides := append([]wide{{1}}, wide{4: 2}, wide{})
	fmt.Println(pairs, wides)
	funcs := append([]func() int{}, func() int { return 1 }, nil)
	fmt.Println(funcs[0](), funcs[1] == nil)
	zero := append([]struct{}{}, struct{}{}, struct{}{})
	fmt.Println(len(zero))
	s = s[:0]
	fmt.Println(append(s, say("x", 1), say("y", 2)))
	x := []int{1, 2, 3, 4}
	x = append(x[:1], x[2:]...)
	fmt.Println(x, x[:4])
	x = append(x[:1], append([]int{10, 11}, x[1:]...)...)
	fmt.Println(x)
	self := []int{1}
	for range 5 {
		self = append(self, self[len(self)-1]*2)
	}
	fmt.Println(self)
	var nest [][]int
	for i := range 3 {
		nest = append(nest, append([]int(nil), nest0(nest)...))
		nest[i] = append(nest[i], i)
	}
	fmt.Println(nest)
}

func nest0(n [][]int) []int {
	if len(n) == 0 {
		return nil
	}
	return n[len(n)-1]
}

func copies() {
	fmt.Println("-- copy")
	a := []int{0, 1, 2, 3, 4, 5, 6, 7}
	s := make([]int, 6)
	b := make([]byte, 5)
	fmt.Println(copy(s, a[0:]), s, copy(s, s[2:]), s)
	fmt.Println(copy(b, "Hello, World!"), string(b), copy(b, text("ab")), string(b))
	fmt.Println(copy(s[1:], s), s, copy(s, []int(nil)), copy([]int(nil), s), copy([]int{}, s))
	fmt.Println(copy(ints(s), []int{9}), s, copy(bytes(b), []byte{'z'}), string(b))
	var arr [3]wide
	fmt.Println(copy(arr[:], []wide{{1}, {2}}), arr, copy(arr[1:], arr[:]), arr)
	zero := make([]struct{}, 5)
	fmt.Println(copy(zero, make([]struct{}, 3)))
	ptrs := []*int{new(int), nil, new(int)}
	fmt.Println(copy(ptrs[1:], ptrs), ptrs[0] == ptrs[1], ptrs[2] == nil)
	copy(say("destination", s), say("source", a))
	fmt.Println(s)
	fmt.Println(copy(b, string(b[2:])), string(b))
}

func clears() {
	fmt.Println("-- clear")
	s := []pair{{1, "a"}, {2, "b"}, {3, "c"}}
	clear(s[1:])
	m := map[any]int{1: 1, "a": 2}
	nan := 0.0
	m[nan/nan] = 3
	clear(m)
	fmt.Println(s, m, len(m))
	var n []int
	var nm map[int]int
	clear(n)
	clear(nm)
	w := []wide{{1, 2, 3, 4, 5}}
	clear(w)
	strs := []string{"x", "y"}
	clear(strs[:1])
	anys := []any{1, 2}
	clear(anys)
	clear([]struct{}{{}})
	bs := []byte("abc")
	clear(bs)
	fmt.Println(n == nil, nm == nil, w, strs, anys, bs)
	generic(map[string]int{"a": 1})
	generic([]int{5, 6})
}

func generic[T ~map[string]int | ~[]int](m T) {
	clear(m)
	fmt.Println(m)
}

var calls int

func arr() [7]int          { calls++; return [7]int{} }
func ptr() *[3]int         { calls++; return nil }
func channel() chan [2]int { calls++; return nil }

// len and cap of arrays and pointers to arrays are constants if the operand has no calls and receives.
const (
	n1 = len([3]int{})
	n2 = cap([...]string{9: "x"})
	n3 = len("constant")
	n4 = len([len("xyz")]int{})
	n5 = len([10]float64{imag(2i)})
	n6 = len(global)
	n7 = cap(pointer)
	n8 = len(pointer[0].arr)
	n9 = len(global[0])
)

var global [6][2]int

var pointer *struct2

type struct2 = [4]int2

type int2 struct{ arr [8]int }

func lengths() {
	fmt.Println("-- len and cap")
	fmt.Println(n1, n2, n3, n4, n5, n6, n7, n9)
	fmt.Println(len(arr()), calls, len(ptr()), cap(ptr()), calls)
	func() {
		defer func() { fmt.Println(recover() != nil, calls) }()
		fmt.Println(len([2][2]int{{1: calls}}[calls]))
	}()
	var s []int
	var m map[int]int
	var c chan int
	var p *[5]int
	var str string
	fmt.Println(len(s), cap(s), len(m), len(c), cap(c), len(p), cap(p), len(str))
	c = make(chan int, 3)
	c <- 1
	fmt.Println(len(c), cap(c), len("é世"), len([]rune("é世")), len(text("ab")))
	s = make([]int, 2, 10)
	fmt.Println(len(s[1:]), cap(s[1:]), len(s[:7]), cap(s[1:3:4]), cap(s[:10][10:]))
	const big = len([1 << 40]struct{}{})
	const b = len([200]int{})
	var by byte = 200
	fmt.Println(big, b, by, unsafe.Sizeof([len("abc")]int32{}))
	fmt.Println(lenOf([]int{1}), lenOf("ab"), lenOf(map[string]int{}), lenOfArray([4]int{}), lenOfArray(&[4]int{}))
}

func lenOf[T ~[]int | ~string | ~map[string]int](x T) int { return len(x) }

func lenOfArray[T [4]int | *[4]int](x T) int { return len(x)*10 + cap(x) }

func makes() {
	fmt.Println("-- make")
	s := make([]int, 10, 100)
	t := make(ints, 1e3)
	c := make(chan<- int, 10)
	m := make(map[string]int, 100)
	fmt.Println(len(s), cap(s), len(t), cap(t), cap(c), len(m))
	var n uint8 = 3
	fmt.Println(len(make([]int, n)), cap(make([]int, n, int64(7))), len(make([]byte, 'a')), cap(make(chan int, n)), len(make([]int, 2.0)))
	fmt.Println(make([]string, 2), make([]*int, 1), make([][2]int, 2), make([]any, 1), make([]struct{}, 3))
	type cm = map[string]chan int
	mm := make(cm)
	mm["a"] = make(chan int)
	fmt.Println(len(mm), make(map[int]int, -0) != nil, makeT[[]string](3), len(makeM[map[string]int](9)), cap(makeC[chan int](4)))
}

func makeT[T ~[]string](n int) T               { return make(T, n) }
func makeM[T ~map[string]int](n int) T         { return make(T, n) }
func makeC[T ~chan int | ~chan<- int](n int) T { return make(T, n) }

func main() {
	appends()
	copies()
	clears()
	lengths()
	makes()
}
