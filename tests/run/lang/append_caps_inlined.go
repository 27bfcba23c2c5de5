// Capacities after append where gc inlines: closures, values handed on, callbacks, generics, what costs too much.
package main

import "fmt"

type stack struct{ items []int }

func (s stack) with(x int) stack { return stack{append(s.items, x)} }
func (s *stack) push(x int)      { s.items = append(s.items, x) }

func one(s []int, x int) []int { return append(s, x) }
func two(s []int, x int) []int { return one(one(s, x), x) }
func each(xs []int, f func(int)) {
	for _, x := range xs {
		f(x)
	}
}
func mapTo[T, U any](xs []T, f func(T) U) []U {
	var out []U
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}
func filter[T any](xs []T, keep func(T) bool) (out []T) {
	for _, x := range xs {
		if keep(x) {
			out = append(out, x)
		}
	}
	return
}
func collect(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

type list[T any] struct{ items []T }

func (l list[T]) plus(v T) list[T] { return list[T]{append(l.items, v)} }
func (l *list[T]) push(v T)        { l.items = append(l.items, v) }

// Twice as dear as what is inlined.
func dear(s []int, x, a, b int) []int {
	x1 := a*2 + b
	x2 := x1*3 + a
	x3 := x2*4 + x1
	x4 := x3*5 + x2
	x5 := x4*6 + x3
	x6 := x5*7 + x4
	x7 := x6*8 + x5
	x8 := x7*9 + x6
	x9 := x8*9 + x7
	x10 := x9*9 + x8
	return append(s, x+x10-x10)
}

func pair(n int) ([]int, error) {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	return s, nil
}

var kept any

func main() {
	var f []int
	add := func(x int) { f = append(f, x) }
	for i := range 5 {
		_ = i
	}
	add(1)
	fmt.Println(cap(f))
	add(1)
	fmt.Println(cap(f))
	add(1)
	fmt.Println(cap(f))
	add(1)
	fmt.Println(cap(f))
	add(1)
	fmt.Println(cap(f))

	var g []int
	for i := range 6 {
		g = one(g, i)
		fmt.Print(cap(g), " ")
	}
	fmt.Println()
	var h []int
	for i := range 6 {
		h = two(h, i)
		fmt.Print(cap(h), " ")
	}
	fmt.Println()
	var o []int
	each([]int{1, 2, 3}, func(x int) { o = append(o, x); fmt.Print(cap(o), " ") })
	fmt.Println(len(o), cap(o))
	var st stack
	for i := range 5 {
		st.push(i)
		fmt.Print(cap(st.items), " ")
	}
	fmt.Println()
	st = st.with(3)
	fmt.Println(cap(st.items))
	m := mapTo([]int{1, 2, 3}, func(x int) string { return fmt.Sprint(x) })
	fmt.Println(len(m), cap(m))
	q := filter([]int{1, 2, 3}, func(x int) bool { return x > 0 })
	fmt.Println(len(q), cap(q))
	c := collect(3)
	fmt.Println(c, cap(c))
	c = collect(5)
	fmt.Println(c, cap(c))
	func() {
		var z []byte
		z = append(z, 1)
		fmt.Println(cap(z))
	}()
	var l list[string]
	for range 4 {
		l = l.plus("x")
		fmt.Print(cap(l.items), " ")
	}
	var l2 list[string]
	for range 4 {
		l2.push("x")
		fmt.Print(cap(l2.items), " ")
	}
	fmt.Println()
	var d []int
	for i := range 4 {
		d = dear(d, i, 1, 2)
		fmt.Print(cap(d), " ")
	}
	fmt.Println()
	p, err := pair(3)
	fmt.Println(p, cap(p), err)
	var w []int
	put := func(x int) { w = append(w, x) }
	put(1)
	put(2)
	put(3)
	fmt.Print(cap(w), " ")
	kept = w
	fmt.Println(cap(w))
	var v []int
	late := func() { v = append(v, 1) }
	defer func() { fmt.Println("deferred", cap(v)) }()
	late()
	late()
	late()
	var again []int
	for range 2 {
		again = one(again, 1)
		fmt.Print(cap(again), " ")
		again = nil
	}
	again = one(again, 1)
	fmt.Println(cap(again))
}
