// Capacities where gc inlines what a value of func type is: declared functions and method expressions that are held in a variable
// or passed on, and function literals that an inlined function returns.
package main

import "fmt"

func push(s []int, v int) []int { return append(s, v) }

func pushTo(p *[]string, v string) { *p = append(*p, v) }

func through(s []int, v int, f func([]int, int) []int) []int { return f(s, v) }

func throughTwo(s []int, v int, f func([]int, int) []int) []int { return through(s, v, f) }

func grow[T any](s []T, v T) []T { return append(s, v) }

func throughAny[T any](s []T, v T, f func([]T, T) []T) []T { return f(s, v) }

type pusher struct{ times int }

func (p pusher) push(s []int, v int) []int { return append(s, v) }

func (p *pusher) count(s []int, v int) []int {
	p.times++
	return append(s, v)
}

func adding(v int) func([]int) []int {
	return func(s []int) []int { return append(s, v) }
}

func addingLater(v int) func([]int) []int { return adding(v) }

func either(twice bool, v int) func([]int) []int {
	if twice {
		return func(s []int) []int { return append(s, v, v) }
	}
	return func(s []int) []int { return append(s, v) }
}

func chosen() func([]int, int) []int { return push }

func wrapped(f func([]int, int) []int) func([]int, int) []int {
	return func(s []int, v int) []int { return f(s, v) }
}

func collecting() func(int) []int {
	var s []int
	return func(v int) []int {
		s = append(s, v)
		return s
	}
}

func show(name string, caps ...int) { fmt.Println(name, caps) }

func declared() {
	f := push
	var s []int
	for i := range 6 {
		s = f(s, i)
		print1("variable", cap(s))
	}
	var p []string
	g := pushTo
	g(&p, "a")
	print1("behind a pointer", cap(p))
	h := push
	if len(p) > 5 {
		h = func(s []int, v int) []int { return s }
	}
	var r []int
	r = h(r, 1)
	print1("assigned again", cap(r))
}

func print1(name string, n int) { fmt.Println(name, n) }

func passed() {
	var a, b, c, d []int
	a = through(a, 1, push)
	b = throughTwo(b, 1, push)
	c = throughAny(c, 1, grow[int])
	f := push
	d = through(d, 1, f)
	fmt.Println("passed", cap(a), cap(b), cap(c), cap(d))
}

func methods() {
	var p pusher
	f, g := pusher.push, (*pusher).count
	var a, b, c, d []int
	a = f(p, a, 1)
	b = g(&p, b, 1)
	c = pusher.push(p, c, 1)
	bound := p.push
	d = bound(d, 1)
	fmt.Println("methods", cap(a), cap(b), cap(c), cap(d), p.times)
}

func returned() {
	var a, b, c, d, e []int
	f := adding(1)
	a = f(a)
	b = adding(2)(b)
	g := addingLater(3)
	c = g(c)
	h := either(false, 4)
	d = h(d)
	e = chosen()(e, 5)
	fmt.Println("returned", cap(a), cap(b), cap(c), cap(d), cap(e))
	w := wrapped(wrapped(push))
	var s []int
	s = w(s, 1)
	fmt.Println("wrapped", cap(s))
}

func collectors() {
	f, g := collecting(), collecting()
	for i := range 3 {
		fmt.Println("collected", cap(f(i)), cap(g(i)))
	}
}

func straight() []int {
	f := push
	var s []int
	s = f(s, 1)
	fmt.Println("straight", cap(s))
	return s
}

func main() {
	declared()
	passed()
	methods()
	returned()
	collectors()
	straight()
	show("done")
}
