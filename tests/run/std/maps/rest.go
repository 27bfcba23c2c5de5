// Package maps on nil, empty and self.
package main

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

func main() {
	m := map[string]int{"a": 1, "b": 2}
	maps.Copy(m, map[string]int{"b": 3, "c": 4})
	maps.Copy(m, map[string]int(nil))
	maps.Copy(map[string]int(nil), map[string]int{})
	fmt.Println(m)
	func() {
		defer func() { fmt.Println(recover()) }()
		maps.Copy(map[string]int(nil), m)
	}()
	maps.DeleteFunc(m, func(k string, v int) bool { return v%2 == 1 })
	fmt.Println(m)
	maps.DeleteFunc(map[int]int(nil), nil)
	upper := map[string]string{"x": "AB", "y": "C"}
	lower := map[string]string{"y": "c", "x": "ab"}
	fmt.Println(maps.EqualFunc(upper, lower, strings.EqualFold), maps.EqualFunc(upper, map[string]int{"x": 2}, func(string, int) bool { return true }), maps.EqualFunc(upper, map[string]int{"x": 2, "z": 1}, func(string, int) bool { return true }))
	fmt.Println(maps.Equal(map[int]float64{1: math.NaN()}, map[int]float64{1: math.NaN()}), maps.Equal(map[int]int(nil), map[int]int{}))
	maps.Insert(m, maps.All(map[string]int{"n": 9, "c": 5}))
	fmt.Println(m)
	func() {
		defer func() { fmt.Println(recover()) }()
		maps.Insert(map[string]int(nil), maps.All(m))
	}()
	fmt.Println(slices.Sorted(maps.Values(m)), slices.Sorted(maps.Keys(m)), len(slices.Collect(maps.Values(map[int]int(nil)))))
	for v := range maps.Values(map[int]string{1: "only"}) {
		fmt.Println(v)
		break
	}
	fmt.Println(maps.Collect(maps.All(m)), maps.Clone(m), maps.Clone(map[int]int(nil)) == nil)
	// Deleting and adding while one ranges.
	big := map[int]int{}
	for i := range 100 {
		big[i] = i
	}
	seen := 0
	for k := range maps.Keys(big) {
		seen++
		delete(big, k)
	}
	fmt.Println(seen, len(big))
}
