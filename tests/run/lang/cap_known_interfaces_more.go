// What interfaces hold for good, where it is less plain: variables of type switches, results with names, one of several results,
// calls in generic functions whose types have no parameters.
package main

type adder interface{ add([]int, int) []int }

type value struct{ n int }

func (v value) add(s []int, x int) []int { return append(s, x) }

type pointer struct{ n int }

func (p *pointer) add(s []int, x int) []int {
	p.n++
	return append(s, x)
}

type pair[T any] struct{ first, second T }

func (p pair[T]) add(s []int, x int) []int { return append(s, x) }

func named() (a adder) {
	a = value{1}
	return
}
func namedTwice(b bool) (a adder) {
	if b {
		a = &pointer{}
	}
	return value{}
}
func several() (adder, error) { return &pointer{1}, nil }
func namedSeveral() (n int, a adder) {
	n, a = 1, value{}
	return
}

func byType(x any, s []int) []int {
	switch a := x.(type) {
	case adder:
		return a.add(s, 1)
	case int:
		return append(s, a)
	}
	return s
}

func plainInGeneric[T any](T) int {
	var s []int
	var a adder = value{}
	s = a.add(s, 1)
	return cap(s)
}
func shapedInGeneric[T any](T) int {
	var s []int
	var a adder = pair[T]{}
	s = a.add(s, 1)
	return cap(s)
}

func main() {
	var s []int
	a := named()
	s = a.add(s, 1)
	println(cap(s))

	var t []int
	b := namedTwice(false)
	t = b.add(t, 1)
	println(cap(t))

	var u []int
	c, _ := several()
	u = c.add(u, 1)
	println(cap(u))

	var v []int
	_, d := namedSeveral()
	v = d.add(v, 1)
	println(cap(v))

	var w []int
	var x any = value{}
	switch e := x.(type) {
	case adder:
		w = e.add(w, 1)
	}
	println(cap(w))

	var y []int
	switch e := x.(type) {
	case value, *pointer:
		y = e.(adder).add(y, 1)
	}
	println(cap(y))

	var z []int
	z = byType(&pointer{}, z)
	println(cap(z))

	println(plainInGeneric(1), plainInGeneric("a"), shapedInGeneric(1))

	var one [1][]int
	one[0] = append(one[0], 1)
	println(cap(one[0]))
	var two [2][]int
	two[0] = append(two[0], 1)
	println(cap(two[0]))

	later(3)
}

func report(s []string) { println(cap(s)) }

// What a deferred call is given is kept elsewhere from the statement on.
func later(n int) {
	var s []string
	for range n {
		s = append(s, "x")
		println(cap(s))
	}
	defer report(s)
}
