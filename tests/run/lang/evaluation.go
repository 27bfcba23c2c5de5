package main

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

type T struct {
	n  int
	in Inner
	p  *Inner
}
type Inner struct{ v [3]int; s string }

func (i *Inner) Set(k, v int) { i.v[k] = v }
func (i Inner) Get(k int) int { return i.v[k] }

type Emb struct {
	Inner
	*T
	fmt.Stringer
}
type str string

func (s str) String() string { return "<" + string(s) + ">" }

var (
	a = b + 1
	b = f()
	c, d = g()
	tab = [...]string{2: "two", 0: "zero"}
	fnv = func() int { return a * 2 }
	mm  = map[string][]int{"x": {1, 2}, "y": nil}
)

func f() int        { return 41 }
func g() (int, int) { return a, b }
func init()         { fmt.Println("init1", a, b, c, d) }
func init()         { fmt.Println("init2", tab, len(tab), fnv(), mm) }

func order() {
	tr := func(s string, v int) int { fmt.Print(s, " "); return v }
	arr := []int{1, 2, 3}
	arr[tr("i", 1)] = tr("v", 5) + tr("w", 6)*tr("x", 7)
	fmt.Println(arr)
	m := map[int]int{}
	m[tr("k", 3)] += tr("y", 4)
	fmt.Println(m, tr("a", 1) < tr("b", 2) && tr("c", 1) > tr("d", 2) || tr("e", 0) == 0)
	func(xs ...int) { fmt.Println(xs) }(tr("p", 1), tr("q", 2), tr("r", 3))
}

func named() (x int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("wrapped: %v", r)
			x++
		}
	}()
	x = 10
	panic("oops")
}
func nested() (s string) {
	defer func() { s += fmt.Sprint(recover()) }()
	defer func() {
		defer func() { s += fmt.Sprint(recover(), ";") }()
		panic("second")
	}()
	panic("first")
}
func loopDefer() (out []int) {
	for i := 0; i < 3; i++ {
		defer func(n int) { out = append(out, n, i) }(i * 10)
	}
	return nil
}

type Tree struct {
	L, R *Tree
	V    int
}

func (t *Tree) Ins(v int) *Tree {
	if t == nil {
		return &Tree{V: v}
	}
	if v < t.V {
		t.L = t.L.Ins(v)
	} else {
		t.R = t.R.Ins(v)
	}
	return t
}
func (t *Tree) Walk(f func(int)) {
	if t != nil {
		t.L.Walk(f)
		f(t.V)
		t.R.Walk(f)
	}
}

type Matrix [2][2]float64

func (m Matrix) Mul(o Matrix) (r Matrix) {
	for i := range m {
		for j := range o[0] {
			for k := range o {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}
func modify(a [4]int) [4]int { a[0] = 100; return a }

type Op func(float64, float64) float64
type Visitor interface{ Visit(n int) Visitor }
type cv struct{ c *int }

func (v cv) Visit(n int) Visitor { *v.c += n; return v }

func main() {
	order()
	fmt.Println(named())
	fmt.Println(nested())
	fmt.Println(loopDefer())
	t := T{n: 1, p: &Inner{}}
	t.in.Set(1, 5)
	t.p.Set(2, 6)
	e := Emb{Inner: t.in, T: &t, Stringer: str("q")}
	e.Set(0, 9)
	e.T.in.s = "deep"
	e.n++
	fmt.Println(e.Get(0), e.Inner.v, t.in.v, t.n, e.String(), t.in.s, e.p.v)
	var root *Tree
	for _, v := range []int{5, 2, 8, 1, 9} {
		root = root.Ins(v)
	}
	var sb strings.Builder
	root.Walk(func(v int) { fmt.Fprintf(&sb, "%d ", v) })
	fmt.Println(sb.String())
	m := Matrix{{1, 2}, {3, 4}}
	fmt.Println(m.Mul(Matrix{{0, 1}, {1, 0}}), m)
	a4 := [4]int{1, 2, 3, 4}
	b4 := modify(a4)
	fmt.Println(a4, b4, modify(b4) == b4)
	ops := map[string]Op{"add": func(a, b float64) float64 { return a + b }, "div": func(a, b float64) float64 { return a / b }}
	fmt.Println(ops["add"](1, 2), ops["div"](1, 0))
	cnt := 0
	var v Visitor = cv{&cnt}
	v.Visit(1).Visit(2).Visit(3)
	fmt.Println(cnt)
	var wg sync.WaitGroup
	var mu sync.Mutex
	tot := 0
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			tot += i
		}()
	}
	wg.Wait()
	fmt.Println(tot)
	res := make(chan string)
	go func(s string, n int) { res <- strings.Repeat(s, n) }("ab", 3)
	select {
	case s := <-res:
		fmt.Println(s)
	case <-time.After(2 * time.Second):
		fmt.Println("timeout")
	}
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	x := []int{1, 2, 3, 4, 5}
	y := x[1:3]
	y = append(y, 99)
	fmt.Println(x, y, len(y), cap(y), x[len(x)-1], x[:2:2])
	copy(x[1:], x)
	fmt.Println(x)
	s3 := [3]int(x)
	p3 := (*[2]int)(x)
	p3[0] = -1
	fmt.Println(s3, *p3, x[0])
	type pair struct {
		a any
		b error
	}
	ps := []pair{{1, nil}, {"x", fmt.Errorf("e")}}
	for i, p := range ps {
		ps[i].a = 5
		fmt.Println(p.a, p.b, ps[i].a)
	}
	fmt.Println(ps[0] == pair{5, nil}, ps[0] != ps[1])
	var arrp *[3]int
	fmt.Println(len(arrp))
	for i := range arrp {
		fmt.Print(i)
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(arrp[1])
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var mp map[any]int = map[any]int{}
		mp[[]int{1}] = 2
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		k := -1
		_ = make([]int, k)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		k := 5
		_ = x[k:2]
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e error
		_ = e.(fmt.Stringer)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var e any = 5
		_ = e.(fmt.Stringer)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		sh := -1
		fmt.Println(1 << sh)
	}()
	const big = 1 << 100
	fmt.Println(big>>98, uint64(1<<63), -5>>1, 5&-5, 0x7fffffffffffffff+0)
	type bits uint8
	const (
		A bits = 1 << iota
		B
		C
	)
	fl := A | C
	fl &^= A
	fmt.Println(fl, fl&B == 0, ^fl)
	lbl := 0
again:
	lbl++
	if lbl < 3 {
		goto again
	}
	fmt.Println(lbl)
	var i8 int8 = -128
	fmt.Println(-i8, i8/-1, uint8(i8), int32(int8(200-256)))
	h := 0
	for _, ch := range []byte("hash") {
		h = h*31 + int(ch)
	}
	fmt.Println(h, string(rune(65)), strings.ToUpper("abc")+"d"+str("z").String())
	fnn := func(xs ...string) string { return strings.Join(xs, "|") }
	fmt.Println(fnn(), fnn("a"), fnn([]string{"b", "c"}...))
	var z struct{}
	zs := []struct{}{z, z}
	mz := map[string]struct{}{"a": {}}
	chz := make(chan struct{}, 1)
	chz <- z
	_, okz := <-chz
	fmt.Println(len(zs), len(mz), okz)
	if v, ok := any(z).(struct{}); ok {
		fmt.Println("empty", v)
	}
	func() {
		for i, c := range "aé\xffz" {
			fmt.Print(i, " ", c, ";")
		}
		fmt.Println()
	}()
	sl2 := make([][3]int, 2)
	sl2[1][2] = 7
	cp := sl2[1]
	cp[0] = 1
	for _, r := range sl2 {
		r[0] = 50
	}
	fmt.Println(sl2, cp)
	chs := make(chan [3]int, 1)
	chs <- cp
	cp[1] = 1000
	fmt.Println(<-chs, cp)
}
