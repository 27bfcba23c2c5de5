// Comparison operators on every kind of type, in order and with their panics; strict comparability; logical operators.
package main

import (
	"errors"
	"fmt"
	"io"
	"math"
)

type (
	MyBool bool
	Inner  struct {
		a int
		b any
	}
	Outer struct {
		s   string
		in  Inner
		_   []int
		arr [2]any
		f   float64
	}
	Sparse struct {
		a int8
		b int64
		_ int32
		c int16
	}
	Named struct{ x, y int }
	Err   struct{ msg string }
	PErr  struct{ msg string }
)

func (e Err) Error() string   { return e.msg }
func (e *PErr) Error() string { return e.msg }

func try(what string, f func() bool) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	fmt.Println(what, f())
}

func basics() {
	x, y := 3, 4
	b3 := x == y
	var b4 bool = x != y
	var b5 MyBool = x < y
	s, t := "abc", "abd"
	var c1, c2 = 1 + 2i, complex(1, 2)
	nan := math.NaN()
	fmt.Printf("%v %v %v %T %v %v %v %v %v %v\n", b3, b4, b5, b5, s < t, s == t, s+"d" > t, c1 == c2, c1 != c2, (s < t) == true)
	fmt.Println(nan == nan, nan != nan, nan < 1, nan >= 1, !(nan < 1), math.Inf(1) == math.Inf(1), 0.0 == math.Copysign(0, -1), complex(nan, 0) == complex(nan, 0), "" < "\x00", "é" < "z", "\xff" > "é")
	fmt.Println(uint8(200) > 100, int8(-1) < 0, uint64(math.MaxUint64) > 1, 'a' < 'b', !b3 && b4 || b3, MyBool(true) && b5, true && MyBool(x > 2))
}

func references() {
	x, y := 1, 1
	p, q := &x, &x
	var np *int
	c, d := make(chan int), make(chan int)
	e := c
	var ro <-chan int = c
	s := []int{1}
	var ns []int
	var nm map[int]int
	var nf func()
	fmt.Println(p == q, p == &y, np == nil, *p == *&y, c == d, c == e, ro == c, (chan int)(nil) == nil, s == nil, ns == nil, nm == nil, nf == nil, nil == s, &s[0] == &s[:1][0])
	type T struct{ a, b int }
	t := T{}
	arr := [2]T{}
	fmt.Println(&t.a == &t.a, &t.a == &t.b, &arr[0].b == &arr[0].b, &arr[0] == &arr[1], &arr[0].a == (*int)(&arr[0].a))
	f := func() *int { v := 0; return &v }
	fmt.Println(f() == f(), new(int) == new(int))
}

func interfaces() {
	var a, b any = 1, 1
	var e1, e2 error = Err{"x"}, Err{"x"}
	var e3, e4 error = &PErr{"x"}, &PErr{"x"}
	var w io.Writer
	var typedNil error = (*PErr)(nil)
	fmt.Println(a == b, a == 1, a == int64(1), a == any(1.0), e1 == e2, e3 == e4, e3 == e3, w == nil, typedNil == nil, typedNil == (*PErr)(nil), errors.Is(e1, e2), e1 == Err{"x"}, Err{"y"} == e2, a != nil)
	var i interface{ Error() string } = e1
	var st any = Named{1, 2}
	fmt.Println(i == e1, any(i) == any(e1), st == Named{1, 2}, st == any(struct{ x, y int }{1, 2}), any(nil) == nil, any([2]int{1, 2}) == any([2]int{1, 2}), any("s") == any([]byte("s")[0]), any(c64(1)) == any(complex64(1)))
	var f any = func() {}
	var sl any = []int{}
	var m any = map[int]int{}
	try("func == func", func() bool { return f == f })
	try("slice == slice", func() bool { return sl == sl })
	try("map == map", func() bool { return m == m })
	try("slice == int", func() bool { return sl == a })
	try("slice == nil", func() bool { return sl == nil })
	try("func == map", func() bool { return f == m })
	try("struct with slice", func() bool { return any(struct{ s []int }{}) == any(struct{ s []int }{}) })
	try("array of func", func() bool { return any([1]func(){}) == any([1]func(){}) })
	try("array of none", func() bool { return any([0]func(){}) == any([0]func(){}) })
	try("blank uncomparable", func() bool { return any(struct{ _ []int }{}) == any(struct{ _ []int }{}) })
}

func c64(f float32) complex64 { return complex(f, 0) }

func structs() {
	a, b := Sparse{1, 2, 3, 4}, Sparse{1, 2, 30, 4}
	n := Named{1, 2}
	anon := struct{ x, y int }{1, 2}
	fmt.Println(a == b, a != Sparse{1, 2, 3, 5}, n == anon, anon == n, n == Named(anon), struct{}{} == struct{}{}, [0]int{} == [0]int{}, [...]string{"a", "b"} == [2]string{"a", "b"}, [2]float64{math.NaN()} == [2]float64{math.NaN()})
	x := Inner{1, "s"}
	y := x
	fmt.Println(x == y, x == Inner{1, 's'}, [2]Inner{x, y} == [2]Inner{y, x}, [2]Inner{x, y} != [2]Inner{y, {}}, &x == &y, *&x == *&y)
	try("uncomparable field reached", func() bool { return Inner{1, []int{}} == Inner{1, []int{}} })
	try("differs before the uncomparable field", func() bool { return Inner{1, []int{}} == Inner{2, []int{}} })
	try("array stops early", func() bool { return [3]any{1, 2, []int{}} == [3]any{1, 3, []int{}} })
	try("array reaches it", func() bool { return [3]any{1, 2, func() {}} == [3]any{1, 2, func() {}} })
	try("array uncomparable first", func() bool { return [2]any{[]int{}, 1} == [2]any{[]int{}, 2} })
	try("types differ", func() bool { return [1]any{[]int{}} == [1]any{map[int]int{}} })
	try("struct in interface", func() bool { return any(Inner{1, Inner{2, func() {}}}) == any(Inner{1, Inner{2, func() {}}}) })
	type deep struct {
		a [2]struct {
			i any
			s string
		}
		n int
	}
	d1, d2 := deep{n: 1}, deep{n: 1}
	d1.a[1].s, d2.a[1].s = "x", "x"
	d1.a[0].i, d2.a[0].i = int8(1), int8(1)
	fmt.Println(d1 == d2, any(d1) == any(d2))
	d2.a[0].i = uint8(1)
	fmt.Println(d1 == d2)
	m := map[any]string{n: "named", anon: "anon", [2]int{1, 2}: "array", 1: "int", "1": "string", 1.0: "float", nil: "nil", Err{"e"}: "err", true: "bool"}
	fmt.Println(m[Named{1, 2}], m[struct{ x, y int }{1, 2}], m[[2]int{1, 2}], m[1], m["1"], m[1.0], m[nil], m[error(Err{"e"})], m[1 == 1], m[int8(1)], len(m))
}

func calls(name string, v bool) bool { fmt.Print(name, " "); return v }

func logical() {
	fmt.Println(calls("a", false) && calls("b", true), calls("c", true) || calls("d", true), calls("e", true) && calls("f", false) || calls("g", true), !calls("h", true) || calls("i", false))
	var p *Named
	fmt.Println(p != nil && p.x == 1, p == nil || p.x == 1)
	x := 5
	for i := 0; i < 3 && x > 3 || i == 0; i++ {
		x--
	}
	b := x > 2
	b = b && x < 10
	b = !b == false
	fmt.Println(x, b, !(x > 1 && x < 3), x > 1 == (x < 10), true != false == true)
	ch := make(chan int, 1)
	ch <- 1
	fmt.Println(x == x+1-1 && <-ch > 0, len(ch))
}

func main() {
	basics()
	references()
	interfaces()
	structs()
	logical()
}
