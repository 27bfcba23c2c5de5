// Capacities after append: slices that stay in their function, slices that leave it in every way, fields, loops.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type point struct{ x, y int }
type big struct{ a [5]int }
type stack struct{ items []int }

func (s *stack) push(x int) { s.items = append(s.items, x) }

//go:noinline
func returned(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	return s
}

//go:noinline
func returnedSeen(n int) []int {
	var s []int
	for i := range n {
		s = append(s, i)
		fmt.Print(cap(s), " ")
	}
	fmt.Println()
	return s
}

//go:noinline
func named(n int) (out []string) {
	for i := 0; i < n; i++ {
		out = append(out, fmt.Sprint(i))
	}
	return
}

//go:noinline
func twoReturns(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	if n > 3 {
		return s
	}
	s = append(s, 0)
	return s
}

//go:noinline
func one(s []int, x int) []int { return append(s, x) }

var global []int

//go:noinline
func keep(s []int) { global = s }

//go:noinline
func look(s []int) int {
	n := 0
	for _, x := range s {
		n += x
	}
	return n
}

//go:noinline
func deferred() (s []int) {
	defer func() { fmt.Println("deferred", len(s), cap(s)) }()
	for i := range 3 {
		s = append(s, i)
	}
	return s
}

func main() {
	var a []int
	for i := range 9 {
		a = append(a, i)
		fmt.Print(cap(a), " ")
	}
	fmt.Println()

	b := []int{}
	for i := range 5 {
		b = append(b, i)
		fmt.Print(cap(b), " ")
	}
	fmt.Println(b)

	var names []string
	for _, w := range strings.Fields("a b c d e") {
		names = append(names, w)
		fmt.Print(cap(names), " ")
	}
	fmt.Println()

	var ps []point
	for i := range 5 {
		ps = append(ps, point{i, i})
		fmt.Print(cap(ps), " ")
	}
	fmt.Println()

	var bigs []big
	for range 3 {
		bigs = append(bigs, big{})
		fmt.Print(cap(bigs), " ")
	}
	fmt.Println()

	var bytes []byte
	for i := range 40 {
		bytes = append(bytes, byte(i))
	}
	fmt.Println(len(bytes), cap(bytes))

	for range 3 {
		var in []int
		in = append(in, 1)
		fmt.Print(cap(in), " ")
		in = append(in, 2, 3)
		fmt.Print(cap(in), " ")
	}
	fmt.Println()

	for n := range 7 {
		r := returned(n)
		fmt.Print(cap(r), " ")
	}
	fmt.Println()
	for n := range 7 {
		r := returnedSeen(n)
		fmt.Println(cap(r))
	}
	for n := range 7 {
		fmt.Print(cap(named(n)), " ", cap(twoReturns(n)), " ")
	}
	fmt.Println()
	var o []int
	for i := range 4 {
		o = one(o, i)
		fmt.Print(cap(o), " ")
	}
	fmt.Println()

	var st stack
	for i := range 5 {
		st.push(i)
		fmt.Print(cap(st.items), " ")
	}
	fmt.Println()
	var st2 stack
	for i := range 5 {
		st2.items = append(st2.items, i)
		fmt.Print(cap(st2.items), " ")
	}
	fmt.Println()

	var k []int
	k = append(k, 1)
	fmt.Print(cap(k), " ")
	keep(k)
	k = append(k, 1)
	fmt.Println(cap(k))

	var l []int
	for i := range 5 {
		l = append(l, i)
		fmt.Print(cap(l), " ", look(l), " ")
	}
	fmt.Println()

	var q []int
	q = append(q, 3, 1, 2)
	sort.Ints(q)
	fmt.Println(len(q), cap(q))
	var e []int
	e = append(e, []int{1, 2, 3}...)
	fmt.Println(cap(e))
	x := append([]int(nil), 1)
	y := append([]int{}, 1, 2, 3, 4, 5)
	fmt.Println(cap(x), cap(y), cap(append([]int{1}, 2)))
	m := map[string][]int{}
	for i := range 5 {
		m["k"] = append(m["k"], i)
		fmt.Print(cap(m["k"]), " ")
	}
	fmt.Println()
	var grid [][]int
	for i := range 3 {
		var row []int
		for j := range 3 {
			row = append(row, i*j)
			fmt.Print(cap(row), " ")
		}
		grid = append(grid, row)
		fmt.Print(cap(grid), " ")
	}
	fmt.Println()
	var p []*int
	for i := range 5 {
		p = append(p, &i)
		fmt.Print(cap(p), " ")
	}
	fmt.Println()
	c := a[:2:2]
	c = append(c, 9)
	fmt.Println(cap(c), a[2])
	d := make([]int, 0)
	for i := range 5 {
		d = append(d, i)
		fmt.Print(cap(d), " ")
	}
	fmt.Println()
	deferred()
	func() {
		var z []int
		for i := range 3 {
			z = append(z, i)
			fmt.Print(cap(z), " ")
		}
		fmt.Println()
	}()
	ch := make(chan []int, 1)
	var s []int
	for i := range 3 {
		s = append(s, i)
		fmt.Print(cap(s), " ")
	}
	ch <- s
	t := <-ch
	fmt.Println(cap(t), cap(s))
	var u []int
	for i := range 6 {
		u = append(u, i)
		if len(u) == 3 {
			u = u[:0]
		}
		fmt.Print(cap(u), " ")
	}
	fmt.Println()
	var v []any
	for i := range 3 {
		v = append(v, i)
		fmt.Print(cap(v), " ")
	}
	fmt.Println()
	var fs []float32
	fs = append(fs, 1)
	fmt.Println(cap(fs), cap(append([]bool(nil), true)), cap(append([]rune(nil), 'x')))
	var counted []int
	add := func(x int) { counted = append(counted, x) }
	add(1)
	fmt.Print(cap(counted), " ")
	add(2)
	fmt.Print(cap(counted), " ")
	add(3)
	fmt.Print(cap(counted), " ")
	add(4)
	fmt.Print(cap(counted), " ")
	add(5)
	fmt.Println(cap(counted))
}
