// Capacities where gc can tell what an interface holds: it calls the method directly, and inlines it.
package main

import "fmt"

type adder interface {
	add(s []int, v int) []int
}

type both interface {
	adder
	name() string
}

type plain struct{ n int }

func (p plain) add(s []int, v int) []int { return append(s, v) }
func (p plain) name() string             { return "plain" }

type counting struct{ n int }

func (c *counting) add(s []int, v int) []int {
	c.n++
	return append(s, v)
}

type wide struct{ a, b, c, d, e int }

func (w wide) add(s []int, v int) []int { return append(s, v+w.e) }

type holder struct{ *counting }

type asFunc func([]int, int) []int

func (f asFunc) add(s []int, v int) []int { return f(s, v) }

func push(s []int, v int) []int { return append(s, v) }

func newPlain() adder    { return plain{1} }
func newCounting() adder { return &counting{} }
func pick(b bool) adder {
	if b {
		return plain{1}
	}
	return &counting{}
}

func use(a adder, s []int, v int) []int { return a.add(s, v) }

func variables() {
	var a adder = plain{1}
	var s []int
	for i := range 5 {
		s = a.add(s, i)
		fmt.Println("variable", cap(s))
	}
	c := &counting{}
	var b adder = c
	var t []int
	t = b.add(t, 1)
	var w adder = wide{e: 7}
	var u []int
	u = w.add(u, 1)
	var h adder = holder{c}
	var x []int
	x = h.add(x, 1)
	fmt.Println("others", cap(t), c.n, cap(u), u, cap(x), c.n)
}

func made() {
	var s, t, u, x []int
	a, b := newPlain(), newCounting()
	s = a.add(s, 1)
	t = b.add(t, 1)
	u = newPlain().add(u, 1)
	x = pick(true).add(x, 1)
	fmt.Println("made", cap(s), cap(t), cap(u), cap(x))
}

func passed() {
	var s, t, u []int
	c := &counting{}
	s = use(plain{1}, s, 1)
	t = use(c, t, 1)
	u = use(asFunc(push), u, 1)
	fmt.Println("passed", cap(s), cap(t), cap(u), c.n)
}

func assigned(n int) {
	var a, b, c adder
	a = plain{1}
	b, c = plain{2}, plain{3}
	if n > 5 {
		b, c = plain{4}, &counting{}
	}
	var s, t, u []int
	s = a.add(s, 1)
	t = b.add(t, 1)
	u = c.add(u, 1)
	fmt.Println("assigned", cap(s), cap(t), cap(u))
}

func converted() {
	var w both = plain{1}
	var a adder = w
	var x any = plain{1}
	d, ok := x.(adder)
	var s, t, u []int
	s = a.add(s, 1)
	t = x.(adder).add(t, 1)
	u = d.add(u, 1)
	fmt.Println("converted", cap(s), cap(t), cap(u), ok)
}

func unknown() {
	var s, t []int
	for _, a := range []adder{plain{1}, &counting{}} {
		s = a.add(s, 1)
	}
	a := adder(plain{1})
	p := &a
	*p = &counting{}
	t = a.add(t, 1)
	fmt.Println("unknown", cap(s), cap(t))
}

func missing(n int) {
	defer func() { fmt.Println(recover()) }()
	var a adder
	if n > 5 {
		a = plain{1}
	}
	var s []int
	s = a.add(s, 1)
	fmt.Println("missing", cap(s))
}

func main() {
	variables()
	made()
	passed()
	assigned(1)
	converted()
	unknown()
	missing(1)
}
