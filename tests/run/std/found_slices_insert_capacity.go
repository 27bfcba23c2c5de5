package main

import (
	"fmt"
	"slices"
)

// Insert grows as append to the whole slice would.
func main() {
	for n := range 12 {
		s := make([]int, n, n+1)
		t := slices.Insert(s, n/2, 1, 2)
		u := slices.Insert(make([]string, n), n/3, "a")
		v := slices.Insert([]error{nil, nil}[:min(n, 2)], 0, nil, nil, nil)
		fmt.Println(len(t), cap(t), len(u), cap(u), len(v), cap(v))
	}
	s := []int{1, 2, 3, 4, 5, 6}
	fmt.Println(slices.Insert(s[:3], 1, s[3:]...), s)
}
