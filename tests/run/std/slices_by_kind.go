package main

import (
	"fmt"
	"math"
	"slices"
)

type number int
type word string
type numbers []number

// find asks from generic code.
func find[T int | int64 | string | float64 | uint8 | number | word](s []T, v T) (int, bool, int, bool) {
	i, found := slices.BinarySearch(s, v)
	return i, found, slices.Index(s, v), slices.Contains(s, v)
}

func main() {
	fmt.Println(find([]int{-5, -1, 0, 3, 3, 9}, 3))
	fmt.Println(find([]int{-5, -1, 0, 3, 3, 9}, 4))
	fmt.Println(find([]int{-5, -1, 0, 3, 3, 9}, math.MinInt))
	fmt.Println(find([]int{-5, -1, 0, 3, 3, 9}, math.MaxInt))
	fmt.Println(find([]int64{1}, 1))
	fmt.Println(find(nil, 1))
	fmt.Println(find([]string{"", "a", "a\x00", "ab", "b", "é"}, "ab"))
	fmt.Println(find([]string{"", "a", "a\x00", "ab", "b", "é"}, "a"))
	fmt.Println(find([]string{"", "a", "a\x00", "ab", "b", "é"}, ""))
	fmt.Println(find([]string{"", "a", "a\x00", "ab", "b", "é"}, "zz"))
	fmt.Println(find([]string(nil), ""))
	fmt.Println(find([]float64{math.NaN(), math.Inf(-1), 0, 1}, 0))
	fmt.Println(find([]float64{math.NaN(), math.Inf(-1), 0, 1}, math.NaN()))
	fmt.Println(find([]uint8{1, 200, 255}, 200))
	fmt.Println(find(numbers{1, 2, 30}, 30))
	fmt.Println(find([]word{"x", "y"}, "y"))

	// As values, with type arguments written out, as arguments with several results.
	search := slices.BinarySearch[[]int, int]
	fmt.Println(search([]int{1, 2}, 2))
	fmt.Println(slices.BinarySearch[[]string]([]string{"k"}, "k"))
	fmt.Println(slices.Contains([]any{1, "a"}, any("a")), slices.Index([]error{nil}, nil))
	count := 0
	for n := range 2000 {
		s := make([]int, n%50)
		for i := range s {
			s[i] = i * 3
		}
		at, found := slices.BinarySearch(s, n%140)
		want := min((n%140+2)/3, len(s))
		if at != want || found != (want < len(s) && s[want] == n%140) {
			fmt.Println("wrong", n, at, found)
		}
		if slices.Contains(s, n%140) == found && (slices.Index(s, n%140) >= 0) == found {
			count++
		}
	}
	fmt.Println(count)
}
