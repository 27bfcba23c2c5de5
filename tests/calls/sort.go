package main

import (
	"cmp"
	"container/heap"
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"
)

type byFirst []string

func (l byFirst) Len() int           { return len(l) }
func (l byFirst) Less(i, j int) bool { return l[i][0] < l[j][0] }
func (l byFirst) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }

func (l *byFirst) Push(x any) { *l = append(*l, x.(string)) }
func (l *byFirst) Pop() any {
	last := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return last
}

// list has a length and an order that sorting takes different ways for.
func list() []int {
	n := random.IntN(pick(5, 13, 60, 60, 300))
	l := make([]int, n)
	kind, m := random.IntN(6), pick(2, 20, 1000)
	for i := range l {
		switch kind {
		case 0:
			l[i] = i
		case 1:
			l[i] = -i
		case 2:
			l[i] = i ^ 5
		case 3:
			l[i] = min(i, n-i)
		default:
			l[i] = random.IntN(m)
		}
	}
	return l
}

func main() {
	run([]call{
		{"sort", func() []any {
			l := list()
			a, b, c, d := slices.Clone(l), slices.Clone(l), slices.Clone(l), slices.Clone(l)
			sort.Ints(a)
			sort.Slice(b, func(i, j int) bool { return b[i] > b[j] })
			sort.Sort(sort.Reverse(sort.IntSlice(c)))
			slices.Sort(d)
			at, found := slices.BinarySearch(a, 7)
			f, ffound := sort.Find(len(a), func(i int) int { return cmp.Compare(9, a[i]) })
			return []any{fmt.Sprint(a, b, c, d), at, found, f, ffound, sort.SearchInts(a, 5), fmt.Sprint(slices.Compact(a)), sort.IntsAreSorted(l), slices.IsSorted(d)}
		}},
		// Which of equal elements comes first is not promised, but programs print it.
		{"unstable", func() []any {
			l := list()
			keys := make([]string, len(l))
			for i := range keys {
				keys[i] = fmt.Sprint(l[i]%10, i)
			}
			by := func(i, j string) int { return strings.Compare(i[:1], j[:1]) }
			a, b, c, d, e := slices.Clone(keys), slices.Clone(keys), slices.Clone(keys), slices.Clone(keys), slices.Clone(keys)
			slices.SortStableFunc(a, by)
			slices.SortFunc(b, by)
			sort.Slice(c, func(i, j int) bool { return c[i][0] < c[j][0] })
			sort.Sort(byFirst(d))
			sort.SliceStable(e, func(i, j int) bool { return e[i][0] < e[j][0] })
			return []any{fmt.Sprint(a), fmt.Sprint(b), fmt.Sprint(c), fmt.Sprint(d), fmt.Sprint(e)}
		}},
		// A comparison that is no order must not break anything.
		{"nonsense", func() []any {
			l, n := list(), small()
			a, b := slices.Clone(l), slices.Clone(l)
			slices.SortFunc(a, func(x, y int) int { return (x*n+y)%3 - 1 })
			sort.Slice(b, func(i, j int) bool { return (b[i]+n*b[j])%2 == 0 })
			return []any{fmt.Sprint(l, n, a, b)}
		}},
		{"floats", func() []any {
			l := make([]float64, random.IntN(20))
			for i := range l {
				l[i] = float()
			}
			a, b := slices.Clone(l), slices.Clone(l)
			sort.Float64s(a)
			slices.Sort(b)
			got := []any{fmt.Sprint(a), fmt.Sprint(b), slices.Index(l, math.NaN()), sort.SearchFloat64s(a, 1), sort.Float64sAreSorted(a)}
			if len(l) > 0 {
				got = append(got, slices.Max(l), slices.Min(l))
			}
			return append(got, cmp.Compare(float(), float()), cmp.Less(float(), math.NaN()))
		}},
		{"strings", func() []any {
			l := make([]string, random.IntN(30))
			for i := range l {
				l[i] = text()
			}
			a, b := slices.Clone(l), slices.Clone(l)
			sort.Strings(a)
			slices.SortFunc(b, func(x, y string) int { return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y)) })
			return []any{fmt.Sprintf("%q %q", a, b), sort.SearchStrings(a, "a"), slices.Equal(a, b), slices.Compare(a, b)}
		}},
		{"slices", func() []any {
			l, m := list(), list()
			i, j := small(), small()
			return []any{fmt.Sprint(l, i, j, slices.Insert(slices.Clone(l), i, m...)), fmt.Sprint(slices.Contains(l, 3), slices.Index(l, 4), slices.Equal(l, m), slices.Compare(l, m), slices.Concat(l, m), slices.Repeat(m, 2))}
		}},
		{"slices.cut", func() []any {
			l := list()
			i, j := small(), small()
			return []any{fmt.Sprint(l, i, j, slices.Delete(slices.Clone(l), i, j)), fmt.Sprint(slices.DeleteFunc(slices.Clone(l), func(x int) bool { return x%3 == 0 }))}
		}},
		{"slices.replace", func() []any {
			l := list()
			i, j := small(), small()
			r := slices.Replace(slices.Clone(l), i, j, list()...)
			slices.Reverse(r)
			return []any{fmt.Sprint(l, i, j, r)}
		}},
		{"chunks", func() []any {
			l := list()
			n := small()
			return []any{n, fmt.Sprint(slices.Collect(slices.Chunk(l, n))), fmt.Sprint(slices.Sorted(slices.Values(l))), fmt.Sprint(slices.Collect(maps.Values(map[int]int{1: n})))}
		}},
		{"heap", func() []any {
			var h byFirst
			for range random.IntN(20) {
				h = append(h, string(rune('a'+random.IntN(6)))+fmt.Sprint(len(h)))
			}
			heap.Init(&h)
			got := []any{fmt.Sprint(h)}
			for range random.IntN(10) {
				if chance(2) || len(h) == 0 {
					heap.Push(&h, string(rune('a'+random.IntN(6)))+"!")
				} else if chance(2) {
					got = append(got, heap.Pop(&h))
				} else {
					got = append(got, heap.Remove(&h, random.IntN(len(h))))
				}
			}
			return append(got, fmt.Sprint(h))
		}},
	})
}
