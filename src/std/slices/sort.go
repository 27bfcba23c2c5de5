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

// sortOrdered sorts n elements of an ordered type, of which sample is one. Equal ones cannot be told apart, so the host
// may sort as it likes; where they can (-0 and +0), it does nothing and says false.
func sortOrdered(p unsafe.Pointer, n int, sample any) bool

func Sort[S ~[]E, E cmp.Ordered](x S) {
	if len(x) > 1 {
		if !sortOrdered(unsafe.Pointer(&x[0]), len(x), x[0]) {
			pdqsort.Sort(byFunc[E]{x, cmp.Compare[E]}, len(x))
		}
	}
}

func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) { pdqsort.Sort(byFunc[E]{x, cmp}, len(x)) }

func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	pdqsort.Stable(byFunc[E]{x, cmp}, len(x))
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
