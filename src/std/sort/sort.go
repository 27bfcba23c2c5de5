// Package sort: sorting collections, and searching in them.
package sort

import (
	"internal/pdqsort"
	"unsafe"
)

// Interface is what Sort sorts.
type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}

func Sort(data Interface)   { pdqsort.Sort(own{data}, data.Len(), mostByMethods(data)) }
func Stable(data Interface) { pdqsort.Stable(own{data}, data.Len(), mostByMethods(data)) }

// most is how many elements the host can sort at once by the function in compare: 0 where that does more than compare.
func most(compare any) int
func mostByMethods(data Interface) int

func atOnce(p unsafe.Pointer, size int, less func(i, j int) bool, a, b, limit, state int) bool
func atOnceByMethods(data Interface, a, b, limit, state int) bool

// own has methods of the program's own.
type own struct{ Interface }

func (d own) AtOnce(a, b, limit, state int) bool {
	return atOnceByMethods(d.Interface, a, b, limit, state)
}

func (d own) Insertion(a, b int) {
	for i := a + 1; i < b; i++ {
		for k := i - 1; k >= a; k-- {
			j := k + 1
			if !d.Interface.Less(j, k) {
				break
			}
			d.Interface.Swap(j, k)
		}
	}
}

func (d own) Partition(a, b, pivot int) (int, bool) {
	d.Interface.Swap(a, pivot)
	i, j := a+1, b-1
	for sorted := true; ; sorted = false {
		for ; i <= j; i++ {
			if !d.Interface.Less(i, a) {
				break
			}
		}
		for ; i <= j; j-- {
			if d.Interface.Less(j, a) {
				break
			}
		}
		if i > j {
			d.Interface.Swap(j, a)
			return j, sorted
		}
		d.Interface.Swap(i, j)
		i++
		j--
	}
}

func (d own) Median(a, b, c int) (m, swaps int) {
	if d.Interface.Less(b, a) {
		swaps++
		a, b = b, a
	}
	if d.Interface.Less(c, b) {
		swaps++
		b = c
	}
	if d.Interface.Less(b, a) {
		return a, swaps + 1
	}
	return b, swaps
}

func (d own) Exchange(a, b, n int) {
	for i := range n {
		d.Interface.Swap(a+i, b+i)
	}
}

func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

type reverse struct{ Interface }

func (r reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

// Reverse is data in the opposite order.
func Reverse(data Interface) Interface { return &reverse{data} }

// sliceLen is the length of the slice x, -1 where x is none.
func sliceLen(x any) int

// items is where the elements of the slice x lie, and how large each is.
func items(x any) (unsafe.Pointer, int)

// swapItems exchanges two different elements.
func swapItems(p unsafe.Pointer, size, i, j int)

// anySlice sorts a slice of unknown type.
type anySlice struct {
	p    unsafe.Pointer
	size int
	less func(i, j int) bool
}

func (s anySlice) Less(i, j int) bool { return s.less(i, j) }
func (s anySlice) Swap(i, j int)      { swapItems(s.p, s.size, i, j) }

func (s anySlice) AtOnce(a, b, limit, state int) bool {
	return atOnce(s.p, s.size, s.less, a, b, limit, state)
}

func (s anySlice) Insertion(a, b int) {
	for i := a + 1; i < b; i++ {
		for k := i - 1; k >= a; k-- {
			j := k + 1
			if !s.less(j, k) {
				break
			}
			swapItems(s.p, s.size, j, k)
		}
	}
}

func (s anySlice) Partition(a, b, pivot int) (int, bool) {
	swapItems(s.p, s.size, a, pivot)
	i, j := a+1, b-1
	for sorted := true; ; sorted = false {
		for ; i <= j; i++ {
			if !s.less(i, a) {
				break
			}
		}
		for ; i <= j; j-- {
			if s.less(j, a) {
				break
			}
		}
		if i > j {
			swapItems(s.p, s.size, j, a)
			return j, sorted
		}
		swapItems(s.p, s.size, i, j)
		i++
		j--
	}
}

func (s anySlice) Median(a, b, c int) (m, swaps int) {
	if s.less(b, a) {
		swaps++
		a, b = b, a
	}
	if s.less(c, b) {
		swaps++
		b = c
	}
	if s.less(b, a) {
		return a, swaps + 1
	}
	return b, swaps
}

func (s anySlice) Exchange(a, b, n int) {
	for i := range n {
		swapItems(s.p, s.size, a+i, b+i)
	}
}

type valueError struct{ method, kind string }

func kindName(x any) string

func (e *valueError) Error() string {
	if e.kind == "invalid" {
		return "reflect: call of " + e.method + " on zero Value"
	}
	return "reflect: call of " + e.method + " on " + e.kind + " Value"
}

func lengthOf(x any, method string) int {
	n := sliceLen(x)
	if n < 0 {
		panic(&valueError{method, kindName(x)})
	}
	return n
}

func Slice(x any, less func(i, j int) bool) {
	n := lengthOf(x, "Swapper")
	p, size := items(x)
	pdqsort.Sort(anySlice{p, size, less}, n, most(less))
}

func SliceStable(x any, less func(i, j int) bool) {
	n := lengthOf(x, "Swapper")
	p, size := items(x)
	pdqsort.Stable(anySlice{p, size, less}, n, most(less))
}

func SliceIsSorted(x any, less func(i, j int) bool) bool {
	for i := lengthOf(x, "reflectlite.Value.Len") - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}

// Equal elements of these cannot be told apart, so the host sorts them.
func sortInts(x []int)
func sortFloats(x []float64) bool
func sortStrings(x []string)

type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x IntSlice) Sort()              { sortInts(x) }
func (p IntSlice) Search(x int) int   { return SearchInts(p, x) }

// Float64Slice sorts NaN before other values.
type Float64Slice []float64

func (x Float64Slice) Len() int             { return len(x) }
func (x Float64Slice) Less(i, j int) bool   { return x[i] < x[j] || x[i] != x[i] && x[j] == x[j] }
func (x Float64Slice) Swap(i, j int)        { x[i], x[j] = x[j], x[i] }
func (x Float64Slice) Sort()                { Float64s(x) }
func (p Float64Slice) Search(x float64) int { return SearchFloat64s(p, x) }

type StringSlice []string

func (x StringSlice) Len() int            { return len(x) }
func (x StringSlice) Less(i, j int) bool  { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)       { x[i], x[j] = x[j], x[i] }
func (x StringSlice) Sort()               { sortStrings(x) }
func (p StringSlice) Search(x string) int { return SearchStrings(p, x) }

func Ints(x []int)       { sortInts(x) }
func Strings(x []string) { sortStrings(x) }

// Float64s sorts NaN before other values.
func Float64s(x []float64) {
	if !sortFloats(x) {
		Sort(Float64Slice(x))
	}
}

func IntsAreSorted(x []int) bool         { return IsSorted(IntSlice(x)) }
func Float64sAreSorted(x []float64) bool { return IsSorted(Float64Slice(x)) }
func StringsAreSorted(x []string) bool   { return IsSorted(StringSlice(x)) }

// searched is Search where f is a leaf function.
func searched(n int, f func(int) bool) (i int, done bool)

// Search is the first i in [0, n) for which f(i) is true, if f is false and then true; else n.
func Search(n int, f func(int) bool) int {
	if i, done := searched(n, f); done {
		return i
	}
	i, j := 0, n
	for i < j {
		if h := int(uint(i+j) >> 1); !f(h) {
			i = h + 1
		} else {
			j = h
		}
	}
	return i
}

// Find is the first i in [0, n) for which cmp(i) <= 0, and whether it is 0 there.
func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(i int) bool { return cmp(i) <= 0 })
	return i, i < n && cmp(i) == 0
}

func SearchInts(a []int, x int) int
func SearchFloat64s(a []float64, x float64) int
func SearchStrings(a []string, x string) int
