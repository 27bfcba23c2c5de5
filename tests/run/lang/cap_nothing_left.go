// Literals, bodies of loops and arguments of which nothing is left where everything that calls them is inlined; parameters
// that nobody mentions; results of calls that are called.
package main

import "fmt"

var k = [...]int{0, 1, 2, 3, 4}

func look[T any](s []T) { fmt.Println(len(s), cap(s)) }

func twice(f func(int)) {
	f(1)
	f(2)
}
func handed(f func(int))     { twice(f) }
func handedAgain(f func(int)) { handed(f) }
func unused(f func(int))     {}
func handedToUnused(f func(int)) {
	unused(f)
}

type visitor struct{ n int }

func (v visitor) visit(f func(int)) {
	for range v.n {
		f(v.n)
	}
}
func (v *visitor) all(f func(int)) { v.visit(f) }

func inlined() {
	var a, b, c, d, e []int
	handed(func(x int) { a = append(a, x) })
	handedAgain(func(x int) { b = append(b, x) })
	handedToUnused(func(x int) { c = append(c, x) })
	v := visitor{2}
	v.visit(func(x int) { d = append(d, x) })
	v.all(func(x int) { e = append(e, x) })
	look(a)
	look(b)
	c = append(c, 1)
	look(c)
	look(d)
	look(e)
}

func numbers(yield func(int) bool) {
	_ = yield(1) && yield(2)
}
func passes(yield func(int) bool) {
	numbers(yield)
}
func passesAgain(yield func(int) bool) {
	passes(yield)
}
func bodies() {
	var a, b []int
	for x := range passes {
		a = append(a, x)
	}
	for x := range passesAgain {
		b = append(b, x)
	}
	look(a)
	look(b)
}

func ignores(s []int)               {}
func ignoresFirst(s []int, n int)   { fmt.Print(n, " ") }
func blank(_ []int)                 {}
func blankAndNamed(_ []int, n int)  { fmt.Print(n, " ") }
func takesAny(x any)                {}

type numbersOf []int

func (n numbersOf) ignored() {}

//go:noinline
func dropped() {
	var a, b, c, d, e []int
	var f numbersOf
	for i := range 2 {
		a = append(a, i)
		b = append(b, i)
		c = append(c, i)
		d = append(d, i)
		e = append(e, i)
		f = append(f, i)
	}
	ignores(a)
	ignoresFirst(b, k[1])
	blank(c)
	blankAndNamed(d, k[2])
	takesAny(e)
	f.ignored()
	look(a)
	look(b)
	look(c)
	look(d)
	look(e)
	look(f)
}

func holder(s []int) func(int) []int {
	return func(int) []int { return s }
}

//go:noinline
func calledResult() {
	s := append([]int(nil), k[2])
	look(holder(s)(1))
	f := holder(s)
	look(f(2))
	look(s)
}

//go:noinline
func captured() {
	var s []int
	s = append(s, k[1])
	defer func() { look(s) }()
	var t []string
	for i := range 1 {
		t = append(t, fmt.Sprint(i))
	}
	func() { look(t) }()
	defer look(t)
}

func main() {
	inlined()
	bodies()
	dropped()
	calledResult()
	captured()
}
