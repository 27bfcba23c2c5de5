// Package slices: comparing, searching and sorting with functions; empty, nil and unordered arguments.
package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

type item struct {
	key   string
	value int
}

func byKey(a, b item) int { return strings.Compare(a.key, b.key) }

func caught(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

func main() {
	items := []item{{"b", 1}, {"a", 2}, {"b", 3}, {"a", 4}, {"c", 5}}
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, byKey)
	fmt.Println(sorted, slices.IsSortedFunc(sorted, byKey), slices.IsSortedFunc(items, byKey))
	fmt.Println(slices.SortedStableFunc(slices.Values(items), byKey))
	for _, key := range []string{"", "a", "b", "bb", "z"} {
		i, found := slices.BinarySearchFunc(sorted, key, func(e item, key string) int { return strings.Compare(e.key, key) })
		fmt.Print(i, found, " ")
	}
	i, found := slices.BinarySearchFunc([]item(nil), 1, func(item, int) int { panic("called") })
	fmt.Println(i, found)
	fmt.Println(slices.CompactFunc(slices.Clone(sorted), func(a, b item) bool { return a.key == b.key }))
	compacted := []string{"a", "A", "b", "B", "b"}
	short := slices.CompactFunc(compacted, strings.EqualFold)
	fmt.Printf("%q %q\n", short, compacted)
	fmt.Println(slices.Compare([]int{1, 2}, []int{1, 2, 3}), slices.Compare([]int{1, 3}, []int{1, 2, 3}), slices.Compare[[]int](nil, nil), slices.Compare([]float64{math.NaN()}, []float64{math.NaN()}), slices.Compare([]float64{math.NaN()}, []float64{1}))
	length := func(a string, b int) int { return cmp.Compare(len(a), b) }
	fmt.Println(slices.CompareFunc([]string{"a", "bb"}, []int{1, 2}, length), slices.CompareFunc([]string{"a", "bbb"}, []int{1, 2}, length), slices.CompareFunc([]string{"a"}, []int{1, 2}, length), slices.CompareFunc([]string{"a", "b"}, []int{1}, length))
	same := func(a string, b int) bool { return len(a) == b }
	fmt.Println(slices.EqualFunc([]string{"a", "bb"}, []int{1, 2}, same), slices.EqualFunc([]string{"a"}, []int{1, 2}, same), slices.EqualFunc([]string{}, []int(nil), same))
	fmt.Println(slices.ContainsFunc(items, func(i item) bool { return i.value > 4 }), slices.ContainsFunc([]int(nil), nil))
	fmt.Println(slices.IsSorted([]int{1, 1, 2}), slices.IsSorted([]int{2, 1}), slices.IsSorted([]string{}), slices.IsSorted([]float64{math.NaN(), 1}), slices.IsSorted([]float64{1, math.NaN()}))
	fmt.Println(slices.MinFunc(items, byKey), slices.MaxFunc(items, byKey), slices.MinFunc(items, func(a, b item) int { return 0 }))
	caught(func() { slices.MinFunc([]int{}, cmp.Compare) })
	caught(func() { slices.MaxFunc([]int{}, cmp.Compare) })
	for n := range 5 {
		s := []int{1, 2, 3, 4}[:n]
		slices.Reverse(s)
		fmt.Print(s, " ")
	}
	slices.Reverse([]int(nil))
	fmt.Println()
	fmt.Println(cmp.Or(0, 0, 3), cmp.Or[string](), cmp.Less(math.NaN(), 1), cmp.Less(1, math.NaN()), cmp.Compare("a", "b"), cmp.Compare(math.NaN(), math.NaN()))
}
