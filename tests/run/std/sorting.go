package main

import (
	"cmp"
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
)

type person struct {
	name string
	age  int
}
type byAge []person

func (p byAge) Len() int           { return len(p) }
func (p byAge) Less(i, j int) bool { return p[i].age < p[j].age }
func (p byAge) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

func people(n int) []person {
	ps := make([]person, n)
	x := uint32(1)
	for i := range ps {
		x = x*1664525 + 1013904223
		ps[i] = person{fmt.Sprint("p", i), int(x>>16) % 20}
	}
	return ps
}

func main() {
	// unstable sorts put equal elements where Go puts them
	for _, n := range []int{5, 13, 40, 200, 1000} {
		a, b, c, d := people(n), people(n), people(n), people(n)
		sort.Sort(byAge(a))
		sort.Slice(b, func(i, j int) bool { return b[i].age < b[j].age })
		slices.SortFunc(c, func(x, y person) int { return cmp.Compare(x.age, y.age) })
		sort.SliceStable(d, func(i, j int) bool { return d[i].age > d[j].age })
		fmt.Println(n, a[:5], b[n/2], c[n-1], d[:3], sort.IsSorted(byAge(a)))
		h := 0
		for i := range a {
			h = h*31 + len(a[i].name) + a[i].age*int(a[i].name[len(a[i].name)-1]) + int(b[i].name[1])*i + int(c[i].name[1])*2*i
		}
		fmt.Println(h)
	}
	xs := []int{5, 2, 8, 1, 9, 3}
	sort.Sort(sort.Reverse(sort.IntSlice(xs)))
	fmt.Println(xs, sort.SearchInts([]int{1, 3, 5}, 4), sort.Search(100, func(i int) bool { return i*i >= 50 }))
	ss := strings.Fields("the quick brown fox jumps")
	slices.Sort(ss)
	i, found := slices.BinarySearch(ss, "fox")
	fmt.Println(ss, i, found, slices.Max(xs), slices.Min(xs), slices.Contains(xs, 8), slices.Index(xs, 1))
	fmt.Println(slices.Insert([]int{1, 2, 3}, 1, 9, 8), slices.Delete([]int{1, 2, 3, 4}, 1, 3), slices.Compact([]int{1, 1, 2, 2, 1}), slices.Equal(xs, xs), slices.Repeat([]int{1, 2}, 2))
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Collect(slices.Values(xs)), maps.Equal(m, maps.Clone(m)))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
		fmt.Print(c, " ")
	}
	for i, v := range slices.Backward(xs) {
		fmt.Print(i, ":", v, " ")
	}
	fmt.Println()
	h := &intHeap{5, 2, 8}
	heap.Init(h)
	heap.Push(h, 3)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	l := list.New()
	l.PushBack(1)
	l.PushFront(0)
	l.InsertAfter(5, l.Front())
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	r := ring.New(3)
	for i := range 3 {
		r.Value = i
		r = r.Next()
	}
	r.Do(func(v any) { fmt.Print(v, " ") })
	fmt.Println(l.Len(), r.Len())
}
