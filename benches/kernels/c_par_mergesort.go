package main

import "sync"

func merge(to, a, b []int) {
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

// mergesort sorts xs; tmp has its length.
func mergesort(xs, tmp []int) {
	if len(xs) < 2 {
		return
	}
	m := len(xs) / 2
	if len(xs) > 4096 {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() {
			defer wg.Done()
			mergesort(xs[:m], tmp[:m])
		}()
		mergesort(xs[m:], tmp[m:])
		wg.Wait()
	} else {
		mergesort(xs[:m], tmp[:m])
		mergesort(xs[m:], tmp[m:])
	}
	copy(tmp, xs)
	merge(xs, tmp[:m], tmp[m:])
}

func main() {
	xs := make([]int, 1_000_000)
	seed := uint32(1)
	for i := range xs {
		seed = seed*1664525 + 1013904223
		xs[i] = int(seed >> 8)
	}
	mergesort(xs, make([]int, len(xs)))
	for i := 1; i < len(xs); i++ {
		if xs[i-1] > xs[i] {
			println("not sorted")
			return
		}
	}
	println(xs[0], xs[len(xs)/2], xs[len(xs)-1])
}
