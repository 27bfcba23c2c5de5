// Loops over functions that call the body in several places: where gc inlines it, each place has its own.
package main

import (
	"iter"
	"slices"
	"strings"
)

func two(yield func(int) bool) {
	if !yield(1) {
		return
	}
	yield(2)
}
func either(b bool) iter.Seq[int] {
	return func(yield func(int) bool) {
		if b {
			yield(1)
		} else {
			yield(2)
		}
	}
}
func first(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
		yield(n)
	}
}
func both(a, b iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		for v := range a {
			if !yield(v) {
				return
			}
		}
		for v := range b {
			if !yield(v) {
				return
			}
		}
	}
}

type list struct{ n int }

func (l list) All(yield func(int) bool) {
	if yield(l.n) {
		yield(l.n + 1)
	}
}

type lists interface{ All(func(int) bool) }

func collect(seq iter.Seq[int], stop int) []int {
	var s []int
	for v := range seq {
		s = append(s, v)
		print(cap(s), " ")
		if v == stop {
			return s
		}
	}
	return s
}

func main() {
	var s []int
	for v := range two {
		s = append(s, v)
		println("two", cap(s))
	}
	for _, b := range []bool{true, false} {
		var t []int
		for v := range either(b) {
			t = append(t, v)
			println("either", cap(t))
		}
	}
	for v := range two {
		var local []int
		local = append(local, v)
		println("local", cap(local))
		local = append(local, v, v)
		println("local", cap(local))
	}
	var u []int
	for v := range both(first(2), two) {
		if v == 1 {
			continue
		}
		u = append(u, v)
		println("both", cap(u))
	}
	var nested []int
outer:
	for v := range two {
		for w := range first(2) {
			if v == 2 && w == 1 {
				break outer
			}
			nested = append(nested, v*w)
			println("nested", cap(nested))
		}
	}
	l := list{3}
	var m []int
	for v := range l.All {
		l.n = 7
		m = append(m, v)
		println("method", v, cap(m))
	}
	var held lists = list{4}
	var h []int
	for v := range held.All {
		h = append(h, v)
		println("held", v, cap(h))
	}
	println(cap(collect(two, 1)), cap(collect(two, 2)), cap(collect(first(4), -1)))
	var words, letters []int
	for w := range strings.SplitSeq("a,b,c", ",") {
		words = append(words, len(w))
		println("word", cap(words))
	}
	for w := range strings.SplitSeq("abc", ",") {
		letters = append(letters, len(w))
		println("whole", cap(letters))
	}
	for c := range slices.Chunk(words, 2) {
		println("chunk", cap(c))
	}
	func() {
		var d []int
		for v := range two {
			defer println("deferred", v)
			d = append(d, v)
			println("with defer", cap(d))
		}
	}()
}
