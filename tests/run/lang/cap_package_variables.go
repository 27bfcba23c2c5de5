// What package variables begin with: literals that are called in place, what they inline, what they hand on.
package main

import (
	"fmt"
	"slices"
	"strings"
)

var words = [...]string{"", "a", "go", "a text that has more than thirty-two bytes"}

func look(s []int) { fmt.Println(len(s), cap(s)) }

func doubled(n int) (r []int) {
	for i := range n {
		r = append(r, 2*i)
	}
	return
}

var table = func() []int {
	var r, local []int
	for i := range 3 {
		r = append(r, i)
		local = append(local, i)
		fmt.Println(len(r), cap(r), len(local), cap(local))
	}
	return r
}()

var called = doubled(3)

var texts = func() map[string]int {
	m := map[string]int{}
	for _, w := range words {
		b, r := []byte(w), []rune(w)
		r = append(r, 'x')
		m[w] = cap(b) + 1000*cap(r)
	}
	return m
}()

var first, second = func() ([]int, []string) {
	s := append([]int(nil), 1)
	var t []string
	for w := range strings.SplitSeq("a b c", " ") {
		t = append(t, w)
	}
	fmt.Println(len(s), cap(s), len(t), cap(t))
	return s, t
}()

var _ = func() int {
	var kept []int
	add := func(x int) { kept = append(kept, x) }
	add(1)
	add(2)
	fmt.Println(len(kept), cap(kept))
	return 0
}()

var squares = slices.Collect(func(yield func(int) bool) {
	var before []int
	for i := range 5 {
		before = append(before, i)
		if !yield(i * i) {
			return
		}
	}
	look(before)
})

var list = append([]string(nil), "a")
var bytes = append([]byte("abc"), 'd')

type config struct{ names []string }

var settings = config{names: func() (names []string) {
	names = append(names, "x")
	fmt.Println(cap(names))
	return
}()}

func main() {
	look(table)
	look(called)
	for _, w := range words {
		fmt.Println(texts[w])
	}
	look(first)
	fmt.Println(len(second), cap(second))
	look(squares)
	fmt.Println(cap(list), cap(bytes), cap(settings.names))
	list = append(list, "b", "c")
	fmt.Println(cap(list))
}
