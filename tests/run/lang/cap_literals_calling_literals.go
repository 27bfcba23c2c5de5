// What gc inlines into a literal that it inlines itself: a literal of the function around that one.
package main

import "fmt"

type point struct{ x, y int }

func two() {
	var s []int
	add := func(v int) { s = append(s, v) }
	twice := func(v int) {
		add(v)
		add(v)
	}
	for i := range 3 {
		twice(i)
		fmt.Print(len(s), cap(s), " ")
	}
	fmt.Println()
}

func three() {
	var s []point
	add := func(v int) { s = append(s, point{v, v}) }
	twice := func(v int) {
		add(v)
		add(v)
	}
	four := func(v int) {
		twice(v)
		twice(v)
	}
	four(1)
	fmt.Println(len(s), cap(s))
}

func within() {
	var s []string
	outer := func(v string) {
		add := func(w string) { s = append(s, w) }
		again := func() { add(v) }
		again()
		add(v)
	}
	outer("a")
	fmt.Print(len(s), cap(s), " ")
	outer("b")
	fmt.Println(len(s), cap(s))
}

func generic[T any](v T) {
	var s []T
	add := func(v T) { s = append(s, v) }
	twice := func() {
		add(v)
		add(v)
	}
	twice()
	fmt.Println(len(s), cap(s))
}

func main() {
	two()
	three()
	within()
	generic(1)
	generic("s")
	generic(point{})
}
