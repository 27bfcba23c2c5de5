// Package sort: sorting collections, and searching in them.
package sort

import "internal/pdqsort"

// Interface is what Sort sorts.
type Interface interface {
	Len() int
	Less(i, j int) bool
	Swap(i, j int)
}

func Sort(data Interface)   { pdqsort.Sort(data, data.Len()) }
func Stable(data Interface) { pdqsort.Stable(data, data.Len()) }

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

// swapItems exchanges two elements of the slice x.
func swapItems(x any, i, j int)

// anySlice sorts a slice of unknown type.
type anySlice struct {
	x    any
	less func(i, j int) bool
}

func (s anySlice) Less(i, j int) bool { return s.less(i, j) }
func (s anySlice) Swap(i, j int)      { swapItems(s.x, i, j) }

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
	pdqsort.Sort(anySlice{x, less}, lengthOf(x, "Swapper"))
}

func SliceStable(x any, less func(i, j int) bool) {
	pdqsort.Stable(anySlice{x, less}, lengthOf(x, "Swapper"))
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

func Ints(x []int)         { sortInts(x) }
func Strings(x []string)   { sortStrings(x) }

// Float64s sorts NaN before other values.
func Float64s(x []float64) {
	if !sortFloats(x) {
		pdqsort.Sort(Float64Slice(x), len(x))
	}
}

func IntsAreSorted(x []int) bool         { return IsSorted(IntSlice(x)) }
func Float64sAreSorted(x []float64) bool { return IsSorted(Float64Slice(x)) }
func StringsAreSorted(x []string) bool   { return IsSorted(StringSlice(x)) }

// Search is the first i in [0, n) for which f(i) is true, if f is false and then true; else n.
func Search(n int, f func(int) bool) int {
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
