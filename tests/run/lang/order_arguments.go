// The order of evaluation where the language leaves it open: gc makes all calls of a statement first, and reads variables after them.
package main

import "fmt"

type S struct{ a, b int }

func show(a, b any)               { fmt.Println(a, b) }
func two(a, b int)                { fmt.Println(a, b) }
func sl(a int, rest ...int)       { fmt.Println(a, rest) }
func st(a S, b int)               { fmt.Println(a, b) }
func ar(a [3]int, b int)          { fmt.Println(a, b) }
func m2(m map[string]int, i int)  { fmt.Println(m, i) }
func (s S) meth(i int)            { fmt.Println(s, i) }
func str(a string, i int)         { fmt.Println(a, i) }

var g = 1

func incg() int { g++; return g }

func main() {
	x := 1
	f := func() int { x++; return x }
	fmt.Println(x, f(), x, f())
	two(x, f())
	sl(x, f(), x)
	show(x, f())
	two(x+0, f())
	two(-x, f())
	two(g, incg())
	two(g+g, incg())
	s := S{1, 2}
	h := func() int { s.a = 9; return 1 }
	st(s, h())
	s = S{1, 2}
	s.meth(h())
	s = S{1, 2}
	show(s, h())
	s = S{1, 2}
	two(s.a, h())
	a := [3]int{1, 2, 3}
	k := func() int { a[0] = 9; return 1 }
	ar(a, k())
	a = [3]int{1, 2, 3}
	show(a, k())
	a = [3]int{1, 2, 3}
	two(a[0], k())
	a = [3]int{1, 2, 3}
	show(a, copy(a[:2], a[1:]))
	a = [3]int{1, 2, 3}
	ar(a, copy(a[:2], a[1:]))
	a = [3]int{1, 2, 3}
	two(a[0], copy(a[:2], a[1:]))
	p := &s
	s = S{1, 2}
	two(p.a, h())
	m := map[string]int{"a": 1}
	mm := func() int { m["a"] = 5; return 2 }
	two(m["a"], mm())
	m["a"] = 1
	show(m["a"], mm())
	t := "a"
	w := func() int { t += "b"; return 1 }
	str(t, w())
	str(t+"c", w())
	show(t, w())
	var arr = []int{x, f(), x}
	fmt.Println(arr)
	var st2 = S{x, f()}
	fmt.Println(st2)
	var arr2 = [2]int{x, f()}
	fmt.Println(arr2)
	mp := map[int]int{x: f()}
	fmt.Println(mp)
	y := x + f()
	fmt.Println(y)
	y = f() + x
	fmt.Println(y)
	b := x == f()
	fmt.Println(b)
	ptr := new(int)
	q := func() int { ptr = new(int); *ptr = 7; return 1 }
	two(*ptr, q())
	sli := []int{1, 2, 3}
	z := func() int { sli = []int{7, 8, 9}; return 1 }
	two(sli[0], z())
	sli[1] = z() + sli[0]
	fmt.Println(sli)
	sli = []int{1, 2, 3}
	sli[0], sli[1] = z(), sli[2]
	fmt.Println(sli)
	i := 0
	ii := func() int { i++; return i }
	sli = []int{1, 2, 3}
	sli[i] = ii()
	fmt.Println(sli, i)
	m3 := map[int]int{}
	m3[i] = ii()
	fmt.Println(m3)
	i, sli[i] = 0, 100
	fmt.Println(i, sli)
	func() (r1, r2 int) { defer func() { fmt.Println(r1, r2) }(); return x, f() }()
	rr := func() (int, int) { return x, f() }
	fmt.Println(rr())
	ch := make(chan int, 2)
	c2 := func() chan int { x = 100; return ch }
	c2() <- x
	fmt.Println(<-ch)
	x = 1
	var iface any = x
	fi := func() int { iface = "s"; return 0 }
	show(iface, fi())
	var fun = func(a, b int) { fmt.Println("first", a, b) }
	chg := func() int { fun = func(a, b int) { fmt.Println("second", a, b) }; return 3 }
	fun(1, chg())
	fmt.Println(append([]int{x}, f(), x), len(fmt.Sprint(x, f())))
	fmt.Println(S{x, f()}, [2]int{x, f()}, &S{x, f()}, [][]int{{x}, {f()}})
	const c = 5
	two(x<<f(), x)
	two(max(x, f()), min(f(), x))
	fmt.Println(x, append([]int(nil), x), f())
	str(string(rune('a'+x)), f())
	show(&x == &x, f())
	xs := []int{1, 2}
	fmt.Println(xs, append(xs[:1], 7), xs[1])
	fmt.Println(xs[1], append(xs[:1], 8), len(xs))
	bs := []byte("abc")
	fmt.Println(string(bs), copy(bs, "xyz"), string(bs))
	dm := map[int]int{1: 1}
	gm := func() int { delete(dm, 1); return 0 }
	fmt.Println(len(dm), gm(), len(dm))
}
