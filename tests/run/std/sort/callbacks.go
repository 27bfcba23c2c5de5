// Sorting by functions of the program: which elements they are asked about, in which order, is seen by them, and what stands in the slice meanwhile.
package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"sort"
)

// numbers makes n of them, in an order of the given kind.
func numbers(n, kind int) []int {
	xs, x := make([]int, n), uint32(n*31+kind)
	for i := range xs {
		x = x*1664525 + 1013904223
		switch kind {
		case 0:
			xs[i] = int(x >> 8)
		case 1:
			xs[i] = i
		case 2:
			xs[i] = n - i
		case 3:
			xs[i] = int(x>>16) % 3
		case 4:
			xs[i] = min(i, n-i)
		case 5:
			xs[i] = i
			if x>>28 == 0 {
				xs[i] = int(x >> 20)
			}
		case 6:
			xs[i] = 7
		}
	}
	return xs
}

type record struct {
	key, place int
}
type wide struct {
	name  string
	key   int
	rest  [9]int
	place int
}
type byKey []record

func (b byKey) Len() int           { return len(b) }
func (b byKey) Less(i, j int) bool { asked.note(i, j); return b[i].key < b[j].key }
func (b byKey) Swap(i, j int)      { asked.note(^i, ^j); b[i], b[j] = b[j], b[i] }

type notes struct {
	n   int
	sum uint64
}

func (s *notes) note(i, j int) {
	h := fnv.New64a()
	fmt.Fprint(h, s.sum, i, j)
	s.n, s.sum = s.n+1, h.Sum64()
}

var asked notes

func records(xs []int) []record {
	rs := make([]record, len(xs))
	for i, x := range xs {
		rs[i] = record{x, i}
	}
	return rs
}

func hash(v any) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, v)
	return h.Sum64()
}

func show(name string, result any) {
	fmt.Printf("  %s: %d asked %x, %x\n", name, asked.n, asked.sum, hash(result))
	asked = notes{}
}

func sizes() {
	for _, n := range []int{0, 1, 2, 3, 7, 8, 12, 13, 20, 21, 49, 50, 51, 200} {
		for kind := range 7 {
			xs := numbers(n, kind)
			fmt.Println(n, kind)
			a := records(xs)
			sort.Sort(byKey(a))
			show("Sort", a)
			a = records(xs)
			sort.Stable(byKey(a))
			show("Stable", a)
			a = records(xs)
			sort.Sort(sort.Reverse(byKey(a)))
			show("Reverse", a)
			a = records(xs)
			sort.Slice(a, func(i, j int) bool { asked.note(i, j); return a[i].key < a[j].key })
			show("Slice", a)
			a = records(xs)
			sort.SliceStable(a, func(i, j int) bool { asked.note(i, j); return a[i].key < a[j].key })
			show("SliceStable", a)
			a = records(xs)
			slices.SortFunc(a, func(x, y record) int { asked.note(x.place, y.place); return cmp.Compare(x.key, y.key) })
			show("SortFunc", a)
			a = records(xs)
			slices.SortStableFunc(a, func(x, y record) int { asked.note(x.place, y.place); return x.key - y.key })
			show("SortStableFunc", a)
		}
	}
}

// Elements of many sizes, some of them not aligned.
func elements() {
	xs := numbers(100, 0)
	of := func(name string, x any, less func(i, j int) bool) {
		sort.Slice(x, less)
		fmt.Printf("%s: %x", name, hash(x))
		sort.SliceStable(x, func(i, j int) bool { return less(j, i) })
		fmt.Printf(" %x\n", hash(x))
	}
	bytes := make([]byte, 100)
	threes := make([][3]byte, 100)
	eights := make([][8]byte, 100)
	var odd struct {
		c  byte
		in [100][8]byte
	}
	words := make([]string, 100)
	pairs := make([][2]int32, 100)
	lists := make([][]int, 100)
	wides := make([]wide, 100)
	anys := make([]any, 100)
	pointers := make([]*int, 100)
	empty := make([]struct{}, 100)
	for i, x := range xs {
		bytes[i] = byte(x)
		threes[i] = [3]byte{byte(i), byte(x), byte(x >> 8)}
		eights[i] = [8]byte{7: byte(x), 1: byte(i)}
		odd.in[i] = eights[i]
		words[i] = fmt.Sprint(x)
		pairs[i] = [2]int32{int32(i), int32(x)}
		lists[i] = []int{x, i}
		wides[i] = wide{fmt.Sprint(x), x, [9]int{i, x}, i}
		anys[i] = x
		pointers[i] = &xs[i]
	}
	of("bytes", bytes, func(i, j int) bool { return bytes[i] < bytes[j] })
	of("threes", threes, func(i, j int) bool { return threes[i][1] < threes[j][1] })
	of("eights", eights, func(i, j int) bool { return eights[i][7] < eights[j][7] })
	at := odd.in[:]
	of("odd", at, func(i, j int) bool { return at[i][7] < at[j][7] })
	of("words", words, func(i, j int) bool { return words[i] < words[j] })
	of("pairs", pairs, func(i, j int) bool { return pairs[i][1] < pairs[j][1] })
	of("lists", lists, func(i, j int) bool { return lists[i][0] < lists[j][0] })
	of("wides", wides, func(i, j int) bool { return wides[i].key < wides[j].key })
	of("anys", anys, func(i, j int) bool { return anys[i].(int) < anys[j].(int) })
	sort.Slice(pointers, func(i, j int) bool { return *pointers[i] < *pointers[j] })
	fmt.Println(*pointers[0] <= *pointers[1], *pointers[98] <= *pointers[99])
	of("empty", empty, func(i, j int) bool { return i < j })
	slices.SortFunc(wides, func(a, b wide) int { return cmp.Compare(a.name, b.name) })
	fmt.Printf("%x\n", hash(wides))
	slices.SortStableFunc(wides, func(a, b wide) int { return cmp.Compare(a.rest[1]%10, b.rest[1]%10) })
	fmt.Printf("%x\n", hash(wides))
	slices.SortFunc(words, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	fmt.Printf("%x\n", hash(words))
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
	fmt.Println(name, "returns")
}

func faults() {
	// What stands in the slice when the function gives up.
	for _, stop := range []int{1, 5, 40, 150} {
		a, b, n := numbers(60, 0), numbers(60, 0), 0
		try("SortFunc", func() {
			slices.SortFunc(a, func(x, y int) int {
				if n++; n == stop {
					panic(fmt.Sprint("enough of ", x, " and ", y))
				}
				return x - y
			})
		})
		n = 0
		try("Slice", func() {
			sort.Slice(b, func(i, j int) bool {
				if n++; n == stop {
					panic(fmt.Sprint("enough of ", i, " and ", j))
				}
				return b[i] < b[j]
			})
		})
		fmt.Printf("%x %x\n", hash(a), hash(b))
	}
	var none []int
	try("nil slice", func() { sort.Slice(none, nil) })
	try("one, no function", func() { sort.Slice([]int{1}, nil) })
	try("two, no function", func() { sort.Slice([]int{2, 1}, nil) })
	try("SortFunc without", func() { slices.SortFunc([]int{2, 1}, nil) })
	try("no slice", func() { sort.Slice(7, func(i, j int) bool { return false }) })
	try("nothing", func() { sort.SliceStable(nil, nil) })
	try("no Interface", func() { sort.Sort(nil) })
	// Functions without any order in them end too.
	x := uint32(1)
	chance := func() int { x = x*1664525 + 1013904223; return int(x>>30) - 1 }
	for n := range 100 {
		a := numbers(n, 0)
		slices.SortFunc(a, func(_, _ int) int { return chance() })
		slices.SortStableFunc(a, func(_, _ int) int { return chance() })
		sort.Slice(a, func(_, _ int) bool { return chance() < 0 })
		sort.SliceStable(a, func(_, _ int) bool { return true })
	}
	fmt.Println(x)
}

func main() {
	sizes()
	elements()
	faults()
}
