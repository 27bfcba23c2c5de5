package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type Big struct {
	A, B, C, D, E int
	S             string
	Arr           [4]int
	M             map[string]int
}
type P struct{ X, Y int }
type Line struct{ From, To P }

func mkBig(n int) Big            { return Big{A: n, S: "s", Arr: [4]int{n}} }
func passBig(b Big) Big          { b.A++; b.Arr[1] = 7; return b }
func (b Big) With(n int) Big     { b.B = n; return b }
func (b *Big) Set(n int) *Big    { b.C = n; return b }
func two() (Big, error)          { return mkBig(9), errors.New("e") }
func (l Line) Len() int          { return l.To.X - l.From.X }
func (l *Line) Move(d int)       { l.From.X += d; l.To.X += d }

type Reader interface{ Read() string }
type RW interface {
	Reader
	Write(string)
}
type file struct{ data []string }

func (f *file) Read() string    { return strings.Join(f.data, ",") }
func (f *file) Write(s string)  { f.data = append(f.data, s) }

type wrap struct{ RW }
type wrap2 struct{ *wrap }

func apply[T any, R any](x T, f func(T) R) R { return f(x) }

type Num interface{ ~int | ~float64 }

func Max[T Num](a, b T) T {
	if a > b {
		return a
	}
	return b
}

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T)           { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool      { _, ok := s[v]; return ok }

type Opt[T any] struct {
	v  T
	ok bool
}

func Some[T any](v T) Opt[T] { return Opt[T]{v, true} }
func (o Opt[T]) Get() (T, bool) { return o.v, o.ok }
func kind[T any](v T) string {
	switch any(v).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice"
	}
	return fmt.Sprintf("%T", v)
}

type color int

func (c *color) inc() { *c++ }

func f3() (a, b, c int) {
	a, b, c = 1, 2, 3
	defer func() { a = b + c }()
	return c, b, a
}
func shadow() (err error) {
	if _, err := two(); err != nil {
		_ = err
	}
	return
}

func main() {
	b := mkBig(1)
	c := b
	c.Arr[0] = 50
	d := passBig(b)
	fmt.Println(b.A, b.Arr, c.Arr, d.A, d.Arr, b.With(5).B, b.B, b.Set(6).C, b.C)
	bs := []Big{b, c}
	for i, x := range bs {
		x.A = 1000
		bs[i].E = i
	}
	fmt.Println(bs[0].A, bs[1].E)
	bp := &bs[1]
	bp.Arr[3] = 9
	mb := map[string]Big{"k": b}
	x := mb["k"]
	x.A = -1
	fmt.Println(mb["k"].A, mb["none"].S == "", bs[1].Arr)
	e1, err := two()
	fmt.Println(e1.A, err)
	var ifc any = b
	b.A = 77
	fmt.Println(ifc.(Big).A, b.A, ifc.(Big).Arr[0])
	l := Line{P{1, 2}, P{3, 4}}
	l2 := l
	l.Move(10)
	mv := l.Move
	mv(1)
	ln := l.Len
	l.To.X = 100
	fmt.Println(l, l2, ln(), l.Len(), l == l2, l2 == Line{P{1, 2}, P{3, 4}})
	ls := map[P]Line{{1, 2}: l}
	fmt.Println(ls[P{1, 2}].To)
	f := &file{}
	w := wrap2{&wrap{f}}
	w.Write("a")
	wr := w.Write
	wr("b")
	rd := Reader.Read
	rd2 := (*file).Read
	fmt.Println(w.Read(), rd(w), rd2(f), RW(w).Read())
	fmt.Println(apply(3, func(i int) string { return fmt.Sprint(i, "!") }), Max(2, 3), Max(2.5, 1))
	s := Set[string]{}
	s.Add("q")
	fmt.Println(s.Has("q"), s.Has("z"), len(s))
	fmt.Println(Some(4).Get())
	fmt.Println(Some("x").Get())
	fmt.Println(kind(1), kind("a"), kind([]int{}), kind(map[string]bool{}))
	var col color
	col.inc()
	(&col).inc()
	cp := &col
	cp.inc()
	fmt.Println(col)
	fmt.Println(f3())
	fmt.Println(shadow())
	grid := [3][3]rune{}
	for i := range grid {
		for j := range grid[i] {
			grid[i][j] = '.'
		}
	}
	grid[1][2] = 'X'
	g2 := grid
	g2[0][0] = 'Y'
	for _, row := range grid {
		fmt.Print(string(row[:]), " ")
	}
	fmt.Println(g2[0][0] == 'Y', grid == g2)
	fib := func() func() int {
		a, b := 0, 1
		return func() int { defer func() { a, b = b, a+b }(); return a }
	}()
	for range 8 {
		fmt.Print(fib(), " ")
	}
	fmt.Println()
	var fact func(int) int
	fact = func(n int) int {
		if n < 2 {
			return 1
		}
		return n * fact(n-1)
	}
	fmt.Println(fact(10))
	arr := [3]int{1, 2, 3}
	inc := func() { arr[0]++ }
	inc()
	inc()
	fmt.Println(arr)
	for i, v := range arr {
		arr[2] = 10
		if i == 2 {
			fmt.Println("range copy", v)
		}
	}
	ma := map[string][2]int{}
	t := ma["a"]
	t[1]++
	ma["a"] = t
	ms := map[string]string{}
	ms["a"] += "x"
	ms["a"] += "y"
	mi := map[string]map[string]int{"o": {}}
	mi["o"]["p"]++
	mf := map[int]float64{}
	mf[1] += 1.5
	mf[1] *= 4
	fmt.Println(ma, ms, mi, mf)
	z := 1 + 2i
	z *= z
	z += 1
	fmt.Println(z, real(z), z == complex(-2, 4))
	chch := make(chan chan int, 1)
	ch := make(chan int, 1)
	chch <- ch
	(<-chch) <- 5
	fmt.Println(<-ch)
	anon := struct {
		N string
		T []int
	}{"n", []int{1}}
	fmt.Printf("%v %+v\n", anon, anon)
	var np *P
	func() {
		defer func() { fmt.Println("r", recover()) }()
		fmt.Println(np.Y)
	}()
	func() {
		defer func() { fmt.Println("r", recover()) }()
		np.X = 3
	}()
	func() {
		defer func() { fmt.Println("r", recover()) }()
		var nb *Big
		bb := *nb
		fmt.Println(bb.A)
	}()
	func() {
		defer func() { fmt.Println("r", recover()) }()
		var fn func()
		fn()
	}()
	func() {
		defer func() { fmt.Println("r", recover()) }()
		var a any = P{1, 2}
		_ = a.(*P)
	}()
	func() {
		defer func() { fmt.Println("r", recover()) }()
		fmt.Println(any([]int{1}) == any([]int{1}))
	}()
	func() {
		defer func() { fmt.Println("r", recover()) }()
		var ch chan int
		close(ch)
	}()
	for i := 0; i < 3; i++ {
		switch {
		case i == 1:
			continue
		case i == 2:
			break
		}
		fmt.Print("i", i, " ")
	}
	fmt.Println()
sel:
	for i := 0; ; i++ {
		select {
		case ch <- i:
		case v := <-ch:
			fmt.Print("v", v, " ")
			if i > 3 {
				break sel
			}
		}
	}
	fmt.Println()
	var ptrs []*int
	for i := 0; i < 3; i++ {
		ptrs = append(ptrs, &i)
	}
	for _, p := range ptrs {
		fmt.Print(*p)
	}
	fmt.Println()
	var u8s [256]uint8
	for i := range u8s {
		u8s[i] = uint8(i) * 3
	}
	sum := uint8(0)
	for _, v := range u8s {
		sum ^= v
	}
	fmt.Println(sum, u8s[100])
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "banana"))
	type node struct {
		kids []*node
		val  int
	}
	tree := &node{val: 1, kids: []*node{{val: 2}, {val: 3, kids: []*node{{val: 4}}}}}
	var walk func(*node) int
	walk = func(n *node) (t int) {
		for _, k := range n.kids {
			t += walk(k)
		}
		return t + n.val
	}
	fmt.Println(walk(tree))
	fmt.Fprintln(os.Stdout, []any{nil, 1, "a", P{}, &P{1, 2} != nil, [2]bool{true}, map[P]string{{1, 1}: "x"}}...)
	var i64 int64 = -9
	fmt.Println(i64/2, i64%4, i64>>1, uint64(i64)>>60, i64&0xf, uint32(i64), float32(i64)/2)
	const huge = 1e20
	fmt.Println(uint64(huge/1e10), float32(huge), 7.0/2, 1/3.0)
	a, bb := 10, 3
	a, bb = a/bb, a%bb
	a <<= 2
	a |= 1
	a ^= 0xff
	a %= 100
	fmt.Println(a, bb)
	str := "abc"
	bts := []byte(str)
	bts[0] = 'X'
	fmt.Println(str, string(bts), str < "abd", str+"d" == "abcd", len("日本"))
	goto end
end:
	fmt.Println("end")
}
