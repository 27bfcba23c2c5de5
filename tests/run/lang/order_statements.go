// gc’s order of evaluation in statements of every kind, and in the initialisation of packages.
package main

import (
	"errors"
	"fmt"
)

type T struct {
	a, b int
	p    *T
	s    []int
	m    map[string]int
}

var g = 1

func inc() int { g++; return g }

var v1 = g*100 + inc()
var v2, v3 = g, inc()
var v4 = []int{g, inc(), g}
var v5 = T{a: g, b: inc()}
var v6 = func() int { return g + inc() }()

type L struct{ log []string }

func (l *L) add(s string) *L    { l.log = append(l.log, s); return l }
func (l L) size(int) int        { return len(l.log) }
func (l *L) psize(int) int      { return len(l.log) }
func two() (int, int)           { g += 10; return g, g + 1 }
func (t T) val(i int) (int, int) { return t.a, i }

func ret() (int, int)           { return g, inc() }
func named() (a, b int)         { a = 5; f := func() int { a = 7; return 8 }; return a, f() }
func named2() (a, b int) {
	defer func() { fmt.Print("[", a, b, "]") }()
	f := func() int { a = 7; return 8 }
	return a + 1, f()
}
func single() int               { return g + inc() }
func multi() (int, error, int)  { return inc(), errors.New(fmt.Sprint(g)), g }

func main() {
	fmt.Println(v1, v2, v3, v4, v5.a, v5.b, v6)
	i := 0
	next := func() int { i++; return i }
	a := make([]int, 10)
	a[i] = next()
	a[next()] = i
	a[i], a[next()] = 100, i
	a[next()] += i * 10
	a[i] += next()
	a[next()]++
	fmt.Println(a, i)
	i = 0
	a[i], i = two()
	fmt.Println(a[:5], i)
	i = 1
	i, a[i] = two()
	fmt.Println(a[:5], i)
	i = 2
	m := map[int]int{}
	m[i] = next()
	m[next()] = i
	m[i] += next()
	fmt.Println(m)
	m = map[int]int{i: next(), next(): i}
	fmt.Println(m)
	t := &T{a: 1, s: []int{1, 2, 3}, m: map[string]int{}}
	old := t
	swap := func() int { t = &T{a: 50, s: []int{7, 8, 9}, m: map[string]int{"n": 1}}; return 2 }
	t.a = swap()
	fmt.Println(old.a, t.a)
	t = old
	t.s[0] = swap()
	fmt.Println(old.s, t.s)
	t = old
	t.s[swap()] = t.a
	fmt.Println(old.s, t.s)
	t = old
	t.a, t.b = swap(), t.a
	fmt.Println(old.a, old.b, t.a, t.b)
	t = old
	t.m["x"] = swap()
	fmt.Println(old.m, t.m)
	t = old
	t.p = &T{a: swap(), b: t.a}
	fmt.Println(old.p == nil, t.p == nil)
	t = old
	*t = T{a: t.a, b: swap()}
	fmt.Println(*old, *t)
	t = old
	t.a += swap()
	fmt.Println(old.a, t.a)
	t = &T{a: 3}
	sw2 := func() int { t.a = 77; return 1 }
	fmt.Println(t.val(sw2()))
	t.a = 3
	x, y := t.a, sw2()
	fmt.Println(x, y)
	t.a = 3
	x, y = t.a, sw2()
	fmt.Println(x, y)
	var z, w = t.a, func() int { t.a = 5; return 1 }()
	fmt.Println(z, w)
	l := L{}
	fmt.Println(l.size(len(l.add("a").log)), l.psize(len(l.add("b").log)), l.size(0))
	fmt.Println(ret())
	fmt.Println(named())
	fmt.Println(named2())
	fmt.Println(single())
	fmt.Println(multi())
	if i := g; i == inc() || g == inc()-1 && inc() > g {
		fmt.Println("if", i, g)
	}
	if g == inc() {
		fmt.Println("equal")
	}
	for n := 0; g < inc() && n < 3; n++ {
		fmt.Print(n, " ")
	}
	switch g + inc() {
	case g + g:
		fmt.Println("both late")
	case g + g - 1:
		fmt.Println("left to right")
	}
	switch g {
	case inc() - 1:
		fmt.Println("tag first")
	case g:
		fmt.Println("second")
	}
	ch := make(chan int, 4)
	ch <- g + inc()
	c2 := ch
	other := make(chan int, 4)
	sw := func() int { c2 = other; return 1 }
	c2 <- sw()
	fmt.Println(len(ch), len(other), <-ch > 0)
	defer fmt.Println("deferred", g, inc(), g)
	func() { defer func(a, b int) { fmt.Println("d2", a, b) }(g, inc()) }()
	done := make(chan bool)
	go func(a, b int) { fmt.Println("go", a, b); done <- true }(g, inc())
	<-done
	for i, v := range []int{g, inc(), g} {
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	arr := [3]int{1, 2, 3}
	fa := func() [3]int { arr[0] = 9; return [3]int{4, 5, 6} }
	b1, b2 := arr, fa()
	fmt.Println(b1, b2)
	arr[0] = 1
	st := struct{ x, y [3]int }{arr, fa()}
	fmt.Println(st)
	arr[0] = 1
	fmt.Println(arr == fa(), arr == [3]int{9, 2, 3})
	s := []int{1, 2, 3}
	fs := func() int { s = s[:1]; return 0 }
	func() {
		defer func() { fmt.Println(recover(), len(s)) }()
		_ = s[2] + fs()
	}()
	s = []int{1, 2, 3}
	func() {
		defer func() { fmt.Println(recover(), len(s)) }()
		s[2] = fs()
	}()
	var np *T
	func() {
		defer func() { fmt.Println(recover(), np != nil) }()
		fmt.Println(np.a, func() int { np = &T{a: 1}; return 2 }())
	}()
	div := 0
	func() {
		defer func() { fmt.Println(recover(), div) }()
		fmt.Println(10/div, func() int { div = 5; return 2 }())
	}()
	var nm map[string]int
	func() {
		defer func() { fmt.Println(recover()) }()
		nm["a"] = func() int { fmt.Print("called "); return 1 }()
	}()
	str := "abc"
	fstr := func() byte { str = "xyz"; return 'q' }
	bb := []byte{str[0], fstr(), str[0]}
	fmt.Println(string(bb), str+string(rune(fstr())))
	q := []func() int{func() int { return 1 }, func() int { return 2 }}
	fq := func() int { q[0] = q[1]; return 5 }
	fmt.Println(q[0]()+fq(), q[0]())
	cur := func(i int) string { return fmt.Sprint("one", i) }
	chg := func() int { cur = func(i int) string { return fmt.Sprint("two", i) }; return 3 }
	fmt.Println(cur(chg()))
	var e1 error
	fe := func() error { e1 = errors.New("set"); return nil }
	r1, r2 := e1, fe()
	fmt.Println(r1, r2)
	k := 1
	fk := func() (int, bool) { k++; return k, true }
	mm := map[int]string{1: "one", 2: "two", 3: "three"}
	sx, ok := mm[k]
	kk, _ := fk()
	sx2, ok2 := mm[k+func() int { k = 0; return 3 }()]
	fmt.Println(sx, ok, kk, sx2, ok2)
	var iface any = k
	n1, okn := iface.(int)
	fmt.Println(n1+k, okn)
	min1 := min(k, func() int { k = -5; return 2 }(), k)
	fmt.Println(min1, len(mm)+func() int { delete(mm, 1); return 0 }(), len(mm))
	fmt.Println(append([]int{k}, func() int { k++; return k }(), k), cap(make([]int, k+10)))
	fmt.Println(complex(float64(k), float64(func() int { k++; return k }())), real(complex(float64(k), 1)))
	println2(k, func() int { k *= 2; return k }(), &k == &k)
}

func println2(a ...any) { fmt.Println(a...) }
