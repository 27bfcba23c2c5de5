package main

import "slices"

func init() {
	rows = append(rows,
		row{"slices.Sort", func(n int) {
			for range n {
				ys := slices.Clone(ints)
				slices.Sort(ys)
				sink += ys[0]
			}
		}},
		row{"slices.SortFunc (callback)", func(n int) {
			for range n {
				ys := slices.Clone(ints[:1000])
				slices.SortFunc(ys, func(a, b int) int { return a - b })
				sink += ys[0]
			}
		}},
		row{"slices.Contains", func(n int) {
			for range n {
				if slices.Contains(ints, -1) {
					sink++
				}
			}
		}},
		row{"slices.BinarySearch", func(n int) {
			for range n {
				at, _ := slices.BinarySearch(ints, 1000)
				sink += at
			}
		}},
	)
}
