// Type parameters: one stack, one map, one reduce for all types.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(item T) { s.items = append(s.items, item) }

func (s *Stack[T]) Pop() (item T, ok bool) {
	if len(s.items) == 0 {
		return item, false
	}
	item = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return item, true
}

func Map[T, U any](items []T, f func(T) U) []U {
	out := make([]U, 0, len(items))
	for _, item := range items {
		out = append(out, f(item))
	}
	return out
}

func Reduce[T, A any](items []T, start A, f func(A, T) A) A {
	acc := start
	for _, item := range items {
		acc = f(acc, item)
	}
	return acc
}

type Number interface {
	~int | ~int64 | ~float64
}

func Sum[N Number](numbers ...N) N {
	return Reduce(numbers, 0, func(a, n N) N { return a + n })
}

type Pair[K cmp.Ordered, V any] struct {
	Key   K
	Value V
}

func Sorted[K cmp.Ordered, V any](m map[K]V) []Pair[K, V] {
	var pairs []Pair[K, V]
	for k, v := range m {
		pairs = append(pairs, Pair[K, V]{k, v})
	}
	slices.SortFunc(pairs, func(a, b Pair[K, V]) int { return cmp.Compare(a.Key, b.Key) })
	return pairs
}

type Celsius float64

func main() {
	var words Stack[string]
	for _, w := range strings.Fields("the quick brown fox") {
		words.Push(w)
	}
	for w, ok := words.Pop(); ok; w, ok = words.Pop() {
		fmt.Print(w, " ")
	}
	fmt.Println()
	fmt.Println(Map([]int{1, 2, 3}, func(n int) string { return strings.Repeat("*", n) }))
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2.5), Sum(Celsius(20), Celsius(2)))
	for _, p := range Sorted(map[string]int{"b": 2, "a": 1, "c": 3}) {
		fmt.Printf("%v %T\n", p, p)
	}
}
