package slices

import (
	"cmp"
	"internal/pdqsort"
	"unsafe"
)

type byFunc[E any] struct {
	s   []E
	cmp func(a, b E) int
}

func (d byFunc[E]) Less(i, j int) bool { return d.cmp(d.s[i], d.s[j]) < 0 }
func (d byFunc[E]) Swap(i, j int)      { d.s[i], d.s[j] = d.s[j], d.s[i] }

func (d byFunc[E]) AtOnce(a, b, limit, state int) bool {
	return atOnce(unsafe.Pointer(unsafe.SliceData(d.s)), (*E)(nil), d.cmp, a, b, limit, state)
}

func (d byFunc[E]) Insertion(a, b int) {
	for i := a + 1; i < b; i++ {
		for k := i - 1; k >= a; k-- {
			j := k + 1
			if d.cmp(d.s[j], d.s[k]) >= 0 {
				break
			}
			d.s[j], d.s[k] = d.s[k], d.s[j]
		}
	}
}

func (d byFunc[E]) Partition(a, b, pivot int) (int, bool) {
	d.s[a], d.s[pivot] = d.s[pivot], d.s[a]
	i, j := a+1, b-1
	for sorted := true; ; sorted = false {
		for ; i <= j; i++ {
			if d.cmp(d.s[i], d.s[a]) >= 0 {
				break
			}
		}
		for ; i <= j; j-- {
			if d.cmp(d.s[j], d.s[a]) < 0 {
				break
			}
		}
		if i > j {
			d.s[j], d.s[a] = d.s[a], d.s[j]
			return j, sorted
		}
		d.s[i], d.s[j] = d.s[j], d.s[i]
		i++
		j--
	}
}

func (d byFunc[E]) Median(a, b, c int) (m, swaps int) {
	if d.cmp(d.s[b], d.s[a]) < 0 {
		swaps++
		a, b = b, a
	}
	if d.cmp(d.s[c], d.s[b]) < 0 {
		swaps++
		b = c
	}
	if d.cmp(d.s[b], d.s[a]) < 0 {
		return a, swaps + 1
	}
	return b, swaps
}

func (d byFunc[E]) Exchange(a, b, n int) {
	for i := range n {
		d.s[a+i], d.s[b+i] = d.s[b+i], d.s[a+i]
	}
}

// most is how many elements the host can sort at once by the function in compare: 0 where that does more than compare.
func most(compare any) int

// atOnce sorts elements of the type that sample points to.
func atOnce(p unsafe.Pointer, sample, compare any, a, b, limit, state int) bool

// sortOrdered sorts n elements of an ordered type, of which sample is one. Equal ones cannot be told apart, so the host
// may sort as it likes; where they can (-0 and +0), it does nothing and says false.
func sortOrdered(p unsafe.Pointer, n int, sample any) bool

func Sort[S ~[]E, E cmp.Ordered](x S) {
	if len(x) > 1 {
		if !sortOrdered(unsafe.Pointer(&x[0]), len(x), x[0]) {
			SortFunc(x, cmp.Compare[E])
		}
	}
}

func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) { pdqsort.Sort(byFunc[E]{x, cmp}, len(x), most(cmp)) }

func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	pdqsort.Stable(byFunc[E]{x, cmp}, len(x), most(cmp))
}

func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

// Min panics on an empty slice; a NaN wins.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Min: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		m = min(m, v)
	}
	return m
}

func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MinFunc: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		if cmp(v, m) < 0 {
			m = v
		}
	}
	return m
}

func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) < 1 {
		panic("slices.Max: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		m = max(m, v)
	}
	return m
}

func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) < 1 {
		panic("slices.MaxFunc: empty list")
	}
	m := x[0]
	for _, v := range x[1:] {
		if cmp(v, m) > 0 {
			m = v
		}
	}
	return m
}

// searchOrdered is BinarySearch in n elements of the type that target has; -1 where it does not know that.
func searchOrdered(p unsafe.Pointer, n int, target any) (int, bool)

// What is tried first for elements of these kinds (docs/decisions/028).
func tryBinarySearchInt(x []int, target int) (int, bool)
func tryBinarySearchString(x []string, target string) (int, bool)

func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	if i, found := searchOrdered(unsafe.Pointer(unsafe.SliceData(x)), len(x), target); i >= 0 {
		return i, found
	}
	i, j := 0, len(x)
	for i < j {
		if h := int(uint(i+j) >> 1); cmp.Less(x[h], target) {
			i = h + 1
		} else {
			j = h
		}
	}
	return i, i < len(x) && (x[i] == target || x[i] != x[i] && target != target)
}

func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	i, j := 0, len(x)
	for i < j {
		if h := int(uint(i+j) >> 1); cmp(x[h], target) < 0 {
			i = h + 1
		} else {
			j = h
		}
	}
	return i, i < len(x) && cmp(x[i], target) == 0
}
