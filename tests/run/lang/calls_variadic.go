// Calls: parameters, results, f(g()), variadic parameters, function values and literals, nil functions, receive expressions.
package main

import (
	"errors"
	"fmt"
)

type Big struct {
	a    [16]int
	name string
}

func (b Big) first() int    { return b.a[0] }
func (b *Big) set(i, v int) { b.a[i] = v }

func swap(a, b string) (string, string)                { return b, a }
func three() (int, string, error)                      { return 1, "two", errors.New("three") }
func take(i int, s string, err error) string           { return fmt.Sprint(i, s, err) }
func takeRest(i int, rest ...any) string               { return fmt.Sprint(i, len(rest), rest) }
func wide(x any, y fmt.Stringer, e error) string       { return fmt.Sprint(x, y == nil, e) }
func nums() (int, int, int)                            { return 1, 2, 3 }
func sum(xs ...int) (t int)                            { for _, x := range xs { t += x }; return }
func modify(xs ...int)                                 { if len(xs) > 0 { xs[0] = 99 } }
func info(p string, who ...string) string              { return fmt.Sprint(p, who == nil, len(who), cap(who), who) }
func mixed(a int, b, c string, d ...float64) (n int, s string) { n, s = a, b+c; for _, f := range d { n += int(f) }; return }
func named() (x, y int)                                { x, y = 1, 2; if x < y { return y, x }; return }
func bare() (x int, err error)                         { defer func() { x *= 2 }(); x = 21; return }
func bigs(a, b Big) (Big, Big)                         { a.a[0], b.a[0] = b.a[0], a.a[0]; return a, b }
func higher(f func(...int) int, xs ...int) func() int  { return func() int { return f(xs...) } }
func generic[T any](xs ...T) string                    { return fmt.Sprintf("%T %d", xs, len(xs)) }
func ptrs(p *int, q **int)                             { *p++; *q = p }
func fns(fs ...func(int) int) (t int)                  { t = 1; for _, f := range fs { t = f(t) }; return }
func errs(es ...error) int                             { return len(es) }
func many(a int8, b int64, c bool, d string, e []int, f map[string]int, g any, h complex64, i [3]byte, j Big, k float32, l func(), m ...uint16) string {
	return fmt.Sprint(a, b, c, d, e, f, g, h, i, j.a[15], j.name, k, l == nil, m)
}

func spread() {
	fmt.Println(swap(swap("a", "b")))
	fmt.Println(take(three()), takeRest(nums()), sum(nums()), generic(nums()), errs(nil, nil), len(fmt.Sprint(three())))
	fmt.Println(wide(three2()))
	var f func(int, string, error) string = take
	fmt.Println(f(three()), func(xs ...any) int { return len(xs) }(three()), append([]int{0}, sum(nums())), max(sum(nums()), 2))
	a, b := bigs(Big{name: "a", a: [16]int{1}}, Big{name: "b", a: [16]int{2}})
	a, b = bigs(bigs(a, b))
	fmt.Println(a.name, a.a[0], b.name, b.first())
	m := map[string]func(int, string, error) string{"take": take}
	ch := make(chan func() (int, string, error), 1)
	ch <- three
	fmt.Println(m["take"]((<-ch)()))
}

func three2() (string, *stringer, error) { return "x", nil, nil }

type stringer struct{}

func (*stringer) String() string { return "stringer" }

func variadics() {
	xs := []int{1, 2, 3}
	modify(xs...)
	modify(xs[0], xs[1])
	modify()
	fmt.Println(xs, sum(), sum(xs...), sum(xs[1:]...), sum([]int(nil)...), info("a"), info("b", "x"), info("c", []string{}...), info("d", nil...), info("e", make([]string, 1, 5)...))
	fmt.Println(mixed(1, "a", "b"))
	fmt.Println(mixed(1, "a", "b", 1.5, 2, 'c'))
	type Ints []int
	fmt.Println(sum(Ints{4, 5}...), generic[any](1, "a", nil), generic[error](), generic([]int{}, nil), generic(xs), generic(xs...))
	fmt.Println(many(1, 2, true, "s", []int{3}, map[string]int{"k": 4}, 5, 6i, [3]byte{7}, Big{a: [16]int{15: 8}, name: "big"}, 9.5, nil, 10, 11))
	fmt.Println(higher(sum, 1, 2, 3)(), fns(func(i int) int { return i + 1 }, func(i int) int { return i * 10 }), fns())
	var v any = []any{1, 2}
	fmt.Println(v, fmt.Sprint(v.([]any)...), fmt.Sprint(v))
}

func functions() {
	f := func(a, b int) int { return a*b + 1 }
	fib := func() func() int { a, b := 0, 1; return func() int { a, b = b, a+b; return a } }()
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 10; return i })
	}
	fmt.Println(f(2, 3), func(x int) int { return x * x }(7), fib(), fib(), fib(), fib(), fs[1](), fs[1](), fs[2](), fs[0]())
	counter := 0
	inc, get := func() { counter++ }, func() int { return counter }
	inc()
	inc()
	func() { defer inc(); inc() }()
	fmt.Println(counter, get())
	x, y := 1, new(int)
	ptrs(&x, &y)
	*y += 10
	fmt.Println(x, *y, y == &x)
	fmt.Println(named())
	fmt.Println(bare())
	type op func(float64, float64) (float64, error)
	ops := map[string]op{"/": func(a, b float64) (float64, error) {
		if b == 0 {
			return 0, errors.New("division by zero")
		}
		return a / b, nil
	}}
	fmt.Println(ops["/"](1, 0))
	fmt.Println(ops["/"](1, 4))
	var curry func(int) func(int) func(int) int = func(a int) func(int) func(int) int {
		return func(b int) func(int) int { return func(c int) int { return a*100 + b*10 + c } }
	}
	fmt.Println(curry(1)(2)(3))
	b := Big{}
	b.set(0, 5)
	(&b).set(1, b.first()+1)
	func(b Big) { b.set(0, 100) }(b)
	func(b *Big) { b.set(2, 7) }(&b)
	fmt.Println(b.a[:3])
	try("nil func", func() { var f func(int); f(1) })
	try("nil func in map", func() { ops["+"](1, 2) })
	try("nil func arg evaluated first", func() { var f func(int); f(func() int { fmt.Print("evaluated "); return 1 }()) })
	try("nil deferred", func() { var f func(); defer f(); fmt.Print("deferring ") })
	try("deep recursion", func() { fmt.Print(depth(10000), " "); panic("done") })
}

func depth(n int) int {
	if n == 0 {
		return 0
	}
	var pad [8]int
	pad[n%8] = n
	return depth(n-1) + pad[n%8]/n
}

func try(what string, f func()) {
	defer func() { fmt.Println(what, "->", recover()) }()
	f()
}

func receives() {
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	v1 := <-ch
	v2, ok := <-ch
	ch <- 3
	close(ch)
	var v3, ok3 = <-ch
	var v4, ok4 any = <-ch
	v5, ok := <-ch
	fmt.Println(v1, v2, v3, ok3, v4, ok4, v5, ok, <-ch, -<-ch, <-ch+1)
	cc := make(chan chan string, 1)
	c := make(chan string, 1)
	cc <- c
	c <- "inner"
	fmt.Println(<-<-cc)
	structs := make(chan struct {
		Big
		err error
	}, 1)
	structs <- struct {
		Big
		err error
	}{Big{name: "sent"}, nil}
	r := <-structs
	fmt.Println(r.name, r.err)
	m := map[string]chan []int{"a": make(chan []int, 1)}
	m["a"] <- []int{1, 2, 3}
	fmt.Println((<-m["a"])[1])
	arr := [2]int{}
	idx := make(chan int, 2)
	idx <- 1
	idx <- 42
	arr[<-idx] = <-idx
	fmt.Println(arr)
	fc := make(chan func(int) int, 1)
	fc <- func(i int) int { return i * 2 }
	fmt.Println((<-fc)(21))
	var ro <-chan int = ch
	_, ok = <-ro
	fmt.Println(ok, len(ro), cap(ro))
	e := make(chan error, 1)
	e <- nil
	if err := <-e; err == nil {
		fmt.Println("nil error received")
	}
}

func main() {
	spread()
	variadics()
	functions()
	receives()
}
