// Capacities in loops over functions, whose bodies gc inlines into the function that they loop over, and that into the caller.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func upTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func ones(yield func(int) bool) {
	for yield(1) {
	}
}

func even(seq iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		for v := range seq {
			if v%2 == 0 && !yield(v) {
				return
			}
		}
	}
}

type list struct {
	value int
	next  *list
}

func (l *list) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for ; l != nil; l = l.next {
			if !yield(l.value) {
				return
			}
		}
	}
}

func (l *list) each(yield func(int) bool) {
	for ; l != nil; l = l.next {
		if !yield(l.value) {
			return
		}
	}
}

func plain() {
	var s []int
	for v := range upTo(6) {
		s = append(s, v)
		fmt.Println("plain", cap(s))
	}
}

func variable() {
	seq := upTo(2)
	var s []int32
	for v := range seq {
		s = append(s, int32(v))
		fmt.Println("variable", cap(s))
	}
	for v := range ones {
		s = append(s, int32(v))
		if len(s) > 9 {
			break
		}
	}
	fmt.Println("variable", cap(s))
}

func filtered() {
	var s []string
	for v := range even(upTo(5)) {
		s = append(s, fmt.Sprint(v))
		fmt.Println("filtered", cap(s))
	}
}

func ofMethods() {
	l := &list{1, &list{2, nil}}
	var s, t []int16
	for v := range l.all() {
		s = append(s, int16(v))
	}
	for v := range l.each {
		t = append(t, int16(v))
	}
	fmt.Println("methods", cap(s), cap(t))
}

func ofLibrary() {
	var s, t, u []int
	for v := range slices.Values([]int{1, 2}) {
		s = append(s, v)
	}
	for k := range maps.Keys(map[int]bool{1: true}) {
		t = append(t, k)
	}
	for i, v := range slices.All([]int{1, 2}) {
		u = append(u, i, v)
	}
	fmt.Println("library", cap(s), cap(t), cap(u))
}

func nested() {
	var s, t, u []int
	for v := range upTo(2) {
		for w := range upTo(2) {
			s = append(s, v*w)
		}
		for range 2 {
			t = append(t, v)
		}
		var inner []int
		inner = append(inner, v)
		u = append(u, cap(inner))
	}
	fmt.Println("nested", cap(s), cap(t), u)
}

func until(n int) []int {
	var s []int
	for v := range upTo(9) {
		s = append(s, v)
		fmt.Println("until", cap(s))
		if v == n {
			return s
		}
	}
	return nil
}

func collect(seq iter.Seq[int]) []int {
	var s []int
	for v := range seq {
		s = append(s, v)
	}
	return s
}

//go:noinline
func unknown(seq iter.Seq[int]) {
	var s []int
	for v := range seq {
		s = append(s, v)
		fmt.Println("unknown", cap(s))
	}
}

func main() {
	plain()
	variable()
	filtered()
	ofMethods()
	ofLibrary()
	nested()
	fmt.Println(cap(until(2)))
	fmt.Println(cap(collect(upTo(3))), cap(slices.Collect(upTo(3))))
	unknown(upTo(3))
}
