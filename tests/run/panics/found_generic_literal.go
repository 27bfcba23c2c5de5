// Literals in generic functions: Go shows no arguments of theirs.
package main

import "fmt"

type List[T any] struct{ items []T }

//go:noinline
func (l *List[T]) Each(f func(T)) {
	for _, x := range l.items {
		f(x)
	}
}

//go:noinline
func Sum[T ~int](l *List[T], limit T) (sum T) {
	l.Each(func(x T) {
		if sum += x; sum > limit {
			panic(fmt.Sprint("too much: ", sum))
		}
	})
	return sum
}

func main() {
	fmt.Println(Sum(&List[int]{[]int{1, 2}}, 10))
	fmt.Println(Sum(&List[int]{[]int{4, 5, 6}}, 10))
}
