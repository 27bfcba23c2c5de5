// Package container/ring: linking and unlinking, one ring and two.
package main

import (
	"container/ring"
	"fmt"
)

func numbered(from, n int) *ring.Ring {
	r := ring.New(n)
	for i := range n {
		r.Value = from + i
		r = r.Next()
	}
	return r
}

func show(name string, r *ring.Ring) {
	fmt.Print(name, " ", r.Len(), ":")
	r.Do(func(v any) { fmt.Print(" ", v) })
	fmt.Println()
}

func main() {
	r := numbered(1, 5)
	show("r", r)
	fmt.Println(r.Next().Value, r.Prev().Value, r.Move(2).Value, r.Move(-1).Value, r.Move(12).Value, r.Move(0) == r)
	s := numbered(10, 3)
	after := r.Link(s)
	show("linked", r)
	fmt.Println(after.Value)
	cut := r.Unlink(3)
	show("cut", cut)
	show("rest", r)
	removed := r.Link(r.Move(3))
	show("between", removed)
	show("rest", r)
	fmt.Println(r.Unlink(0), r.Unlink(-2))
	show("seven of three", r.Unlink(7))
	show("r", r)
	fmt.Println(r.Link(nil).Value)
	var zero ring.Ring
	fmt.Println(zero.Len(), zero.Next() == &zero, zero.Prev() == &zero, zero.Move(3) == &zero)
	var none *ring.Ring
	none.Do(func(any) { fmt.Println("called") })
	fmt.Println(ring.New(0) == nil, ring.New(-1) == nil, none.Len())
	one := ring.New(1)
	one.Link(one)
	show("one", one)
}
