// Package pdqsort: pattern-defeating quicksort and a stable merge sort over anything that can compare and swap
// by index. It makes the same comparisons and swaps as Go's own, so that equal elements end up in the same order.
package pdqsort

import "math/bits"

// Data is what is sorted. The functions are instantiated for each type of it, so its methods are called directly. All but the first two
// are loops over those, in which sorting spends its time: written out for each kind of data, they call nothing but the program's function.
type Data interface {
	Less(i, j int) bool
	Swap(i, j int)
	// Insertion sorts a..b.
	Insertion(a, b int)
	// Partition puts what is below the pivot before it; sorted says that nothing had to move.
	Partition(a, b, pivot int) (at int, sorted bool)
	// Median is the middle one of three, and how many of them stood the wrong way round.
	Median(a, b, c int) (m, swaps int)
	// Exchange swaps n elements from a on with as many from b on.
	Exchange(a, b, n int)
	// AtOnce does what quick does with a..b, in the host; or, where limit is negative, what Stable does. False: it has done nothing.
	AtOnce(a, b, limit, state int) bool
}

// Sort sorts the first n elements. Up to most are given to AtOnce.
func Sort[D Data](d D, n, most int) { quick(d, 0, n, bits.Len(uint(n)), most) }

// What AtOnce is told of the ranges before.
const (
	wasBalanced = 1 << iota
	wasPartitioned
)

const (
	shortRange  = 12 // insertion sort is best up to here
	shortNinths = 50 // pivots are medians of medians from here on
)

// What the choice of a pivot learned of the order so far.
const (
	unknown = iota
	increasing
	decreasing
)

func quick[D Data](d D, a, b, limit, most int) {
	balanced, partitioned := true, true
	for {
		length := b - a
		if length <= most {
			state := 0
			if balanced {
				state = wasBalanced
			}
			if partitioned {
				state |= wasPartitioned
			}
			if d.AtOnce(a, b, limit, state) {
				return
			}
		}
		if length <= shortRange {
			d.Insertion(a, b)
			return
		}
		if limit == 0 {
			heap(d, a, b)
			return
		}
		if !balanced {
			scatter(d, a, b)
			limit--
		}
		pivot, order := choose(d, a, b)
		if order == decreasing {
			for i, j := a, b-1; i < j; i, j = i+1, j-1 {
				d.Swap(i, j)
			}
			pivot = b - 1 - (pivot - a)
			order = increasing
		}
		if balanced && partitioned && order == increasing && nearlySorted(d, a, b) {
			return
		}
		// Nothing in the range is below its predecessor: split off what equals the pivot.
		if a > 0 && !d.Less(a-1, pivot) {
			a = splitEqual(d, a, b, pivot)
			continue
		}
		var mid int
		mid, partitioned = d.Partition(a, b, pivot)
		left, right := mid-a, b-mid
		if left < right {
			balanced = left >= length/8
			quick(d, a, mid, limit, most)
			a = mid + 1
		} else {
			balanced = right >= length/8
			quick(d, mid+1, b, limit, most)
			b = mid
		}
	}
}

func heap[D Data](d D, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		sift(d, i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		d.Swap(a, a+i)
		sift(d, 0, i, a)
	}
}

func sift[D Data](d D, root, n, first int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && d.Less(first+child, first+child+1) {
			child++
		}
		if !d.Less(first+root, first+child) {
			return
		}
		d.Swap(first+root, first+child)
		root = child
	}
}

// splitEqual puts what equals the pivot first, and tells where the rest begins.
func splitEqual[D Data](d D, a, b, pivot int) int {
	d.Swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !d.Less(a, i) {
			i++
		}
		for i <= j && d.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		d.Swap(i, j)
		i++
		j--
	}
}

// nearlySorted tries to finish a range in which few elements are out of place.
func nearlySorted[D Data](d D, a, b int) bool {
	i := a + 1
	for range 5 {
		for i < b && !d.Less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		d.Swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && d.Less(j, j-1); j-- {
				d.Swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && d.Less(j, j-1); j++ {
				d.Swap(j, j-1)
			}
		}
	}
	return false
}

// scatter breaks patterns that lead to bad pivots, with a generator seeded by the length.
func scatter[D Data](d D, a, b int) {
	length := b - a
	if length < 8 {
		return
	}
	random := uint64(length)
	mask := uint(1)<<bits.Len(uint(length)) - 1
	middle := a + length/4*2
	for at := middle - 1; at <= middle+1; at++ {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		other := int(uint(random) & mask)
		if other >= length {
			other -= length
		}
		d.Swap(at, a+other)
	}
}

func choose[D Data](d D, a, b int) (pivot, order int) {
	length := b - a
	swaps, n := 0, 0
	i, j, k := a+length/4, a+length/4*2, a+length/4*3
	if length >= 8 {
		if length >= shortNinths {
			i, n = d.Median(i-1, i, i+1)
			swaps += n
			j, n = d.Median(j-1, j, j+1)
			swaps += n
			k, n = d.Median(k-1, k, k+1)
			swaps += n
		}
		j, n = d.Median(i, j, k)
		swaps += n
	}
	switch swaps {
	case 0:
		return j, increasing
	case 12:
		return j, decreasing
	}
	return j, unknown
}

// Stable sorts the first n elements and keeps equal ones in their order: blocks by insertion, merged in place.
func Stable[D Data](d D, n, most int) {
	if n <= most && d.AtOnce(0, n, -1, 0) {
		return
	}
	block := 20
	a := 0
	for ; a+block <= n; a += block {
		d.Insertion(a, a+block)
	}
	d.Insertion(a, n)
	for ; block < n; block *= 2 {
		a = 0
		for ; a+2*block <= n; a += 2 * block {
			merge(d, a, a+block, a+2*block)
		}
		if m := a + block; m < n {
			merge(d, a, m, n)
		}
	}
}

// merge joins two sorted neighbours by symmetric comparisons and rotations (Kim and Kutzner).
func merge[D Data](d D, a, m, b int) {
	if m-a == 1 {
		i, j := m, b
		for i < j {
			if h := int(uint(i+j) >> 1); d.Less(h, a) {
				i = h + 1
			} else {
				j = h
			}
		}
		for k := a; k < i-1; k++ {
			d.Swap(k, k+1)
		}
		return
	}
	if b-m == 1 {
		i, j := a, m
		for i < j {
			if h := int(uint(i+j) >> 1); !d.Less(m, h) {
				i = h + 1
			} else {
				j = h
			}
		}
		for k := m; k > i; k-- {
			d.Swap(k, k-1)
		}
		return
	}
	mid := int(uint(a+b) >> 1)
	n := mid + m
	start, r := a, m
	if m > mid {
		start, r = n-b, mid
	}
	for start < r {
		if c := int(uint(start+r) >> 1); !d.Less(n-1-c, c) {
			start = c + 1
		} else {
			r = c
		}
	}
	end := n - start
	if start < m && m < end {
		rotate(d, start, m, end)
	}
	if a < start && start < mid {
		merge(d, a, start, mid)
	}
	if mid < end && end < b {
		merge(d, mid, end, b)
	}
}

// rotate exchanges the neighbours a..m and m..b.
func rotate[D Data](d D, a, m, b int) {
	i, j := m-a, b-m
	for i != j {
		if i > j {
			d.Exchange(m-i, m, j)
			i -= j
		} else {
			d.Exchange(m-i, m+j-i, i)
			j -= i
		}
	}
	d.Exchange(m-i, m, i)
}
