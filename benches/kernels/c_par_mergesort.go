package main

import (
	"sort"
	"sync"
)

// Below this many elements one goroutine does the work.
const alone = 4096

// both runs the two at the same time.
func both(f, g func()) {
	var wg sync.WaitGroup
	wg.Go(f)
	g()
	wg.Wait()
}

// merge merges a and b into to; the halves of a long result at the same time.
func merge(to, a, b []int) {
	if len(to) > alone {
		if len(a) < len(b) {
			a, b = b, a
		}
		i := len(a) / 2
		j := sort.SearchInts(b, a[i])
		both(
			func() { merge(to[:i+j], a[:i], b[:j]) },
			func() { merge(to[i+j:], a[i:], b[j:]) },
		)
		return
	}
	i, j := 0, 0
	for k := range to {
		if j == len(b) || i < len(a) && a[i] <= b[j] {
			to[k] = a[i]
			i++
		} else {
			to[k] = b[j]
			j++
		}
	}
}

// mergesort sorts xs into to, which begins as its copy.
func mergesort(to, xs []int) {
	if len(xs) < 2 {
		return
	}
	m := len(xs) / 2
	first := func() { mergesort(xs[:m], to[:m]) }
	second := func() { mergesort(xs[m:], to[m:]) }
	if len(xs) > alone {
		both(first, second)
	} else {
		first()
		second()
	}
	merge(to, xs[:m], xs[m:])
}

// parts calls f for each part of 0 to n, all at the same time.
func parts(n int, f func(from, to int)) {
	var wg sync.WaitGroup
	for from := 0; from < n; from += 4 * alone {
		wg.Go(func() { f(from, min(from+4*alone, n)) })
	}
	wg.Wait()
}

func main() {
	xs := make([]int, 1_000_000)
	sorted := make([]int, len(xs))
	parts(len(xs), func(from, to int) {
		seed := uint32(from)
		for i := from; i < to; i++ {
			seed = seed*1664525 + 1013904223
			xs[i] = int(seed >> 8)
		}
		copy(sorted[from:to], xs[from:to])
	})
	mergesort(sorted, xs)
	parts(len(xs), func(from, to int) {
		for i := max(from, 1); i < to; i++ {
			if sorted[i-1] > sorted[i] {
				println("not sorted")
			}
		}
	})
	println(sorted[0], sorted[len(xs)/2], sorted[len(xs)-1])
}
