package main

import (
	"fmt"
	"iter"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func f() (s string) {
	defer func() { s += " end" }()
	for i := range count(3) {
		defer func() { s += fmt.Sprint(" d", i) }()
		for j := range count(2) {
			defer func() { s += fmt.Sprint(" e", i, j) }()
			if i == 1 && j == 1 {
				return "ret"
			}
		}
	}
	return "none"
}
func g() (s string) {
	defer func() { s += " last" }()
	for i := range count(2) {
		defer func() {
			if r := recover(); r != nil {
				s += fmt.Sprint("recovered ", r, " in ", i)
			}
		}()
	}
	panic("P")
}
func main() {
	fmt.Println(f())
	fmt.Println(g())
}
