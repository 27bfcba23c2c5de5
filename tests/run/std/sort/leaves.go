// Functions that the library asks again and again and that do little (the host calls them itself), and others that do more: what they are asked, in which
// order, what they leave behind when they panic, and what the slice looks like then.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/rand"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
)

func numbers(n int) []int {
	xs, x := make([]int, n), uint32(n+99)
	for i := range xs {
		x = x*1664525 + 1013904223
		xs[i] = int(x>>8) % (n + n/2 + 1)
	}
	return xs
}

func sum(xs []int) (h uint64) {
	for _, x := range xs {
		h = h*31 + uint64(x)
	}
	return h
}

type point struct {
	x, y int8
	name string
	next *point
}

type broad struct {
	cells [12]int
	key   int
}

type temperatures []float32

func (t temperatures) Len() int           { return len(t) }
func (t temperatures) Less(i, j int) bool { return t[i] < t[j] }
func (t temperatures) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }

// one is a type whose value is a word in an interface.
type one struct{ list *[]int }

func (o one) Len() int { return len(*o.list) }
func (o one) Less(i, j int) bool {
	if (*o.list)[i] < 0 {
		panic("a negative one")
	}
	return (*o.list)[i] < (*o.list)[j]
}
func (o one) Swap(i, j int) { (*o.list)[i], (*o.list)[j] = (*o.list)[j], (*o.list)[i] }

var errLimit = errors.New("limit")

// try says how f ended.
func try(name string, f func()) {
	defer func() {
		switch r := recover().(type) {
		case nil:
			fmt.Println(name, "ends")
		case runtime.Error:
			fmt.Println(name, "fails:", r)
		default:
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func sorted() {
	for _, n := range []int{0, 1, 2, 12, 13, 20, 50, 200, 1000, 5000, 40000} {
		base := numbers(n)
		asked := 0
		byIndex := slices.Clone(base)
		sort.Slice(byIndex, func(i, j int) bool { asked++; return byIndex[i] < byIndex[j] })
		fmt.Println(n, "Slice", asked, sum(byIndex))
		pairs := make([][2]int, n)
		for i := range pairs {
			pairs[i] = [2]int{base[i] % 17, i}
		}
		asked = 0
		sort.SliceStable(pairs, func(i, j int) bool { asked++; return pairs[i][0] < pairs[j][0] })
		h := uint64(0)
		for _, p := range pairs {
			h = h*31 + uint64(p[1])
		}
		fmt.Println(n, "SliceStable", asked, h)
		asked = 0
		byValue := slices.Clone(base)
		slices.SortFunc(byValue, func(a, b int) int { asked++; return b - a })
		fmt.Println(n, "SortFunc", asked, sum(byValue))
		points := make([]point, n)
		for i := range points {
			points[i] = point{int8(base[i]), int8(i % 5), fmt.Sprint(i), nil}
		}
		order := func(a, b point) int {
			if a.x != b.x {
				return int(a.x) - int(b.x)
			}
			return int(b.y) - int(a.y)
		}
		slices.SortFunc(points, order)
		h = 0
		for _, p := range points {
			h = h*31 + uint64(len(p.name)) + uint64(p.name[len(p.name)-1])
		}
		fmt.Println(n, "SortFunc of points", h, slices.IsSortedFunc(points, order))
		slices.SortStableFunc(points, func(a, b point) int { return strings.Compare(a.name, b.name) })
		broads := make([]broad, n)
		for i := range broads {
			broads[i].key = base[i]
		}
		slices.SortFunc(broads, func(a, b broad) int { return cmp.Compare(a.key, b.key) })
		fmt.Println(n, "SortStableFunc", len(points) == 0 || points[0].name == "0", slices.IsSortedFunc(broads, func(a, b broad) int { return a.key - b.key }))
		warm := make(temperatures, n)
		for i := range warm {
			warm[i] = float32(base[i]%100) / 3
		}
		sort.Sort(warm)
		fmt.Println(n, "Sort", sort.IsSorted(warm))
		sort.Sort(sort.Reverse(warm))
		fmt.Println(n, "Reverse", sort.IsSorted(sort.Reverse(warm)))
		list := slices.Clone(base)
		sort.Stable(one{&list})
		fmt.Println(n, "Stable", slices.IsSorted(list))
		seen := map[int]int{}
		for i, x := range base {
			seen[x] += i
		}
		byMap := slices.Clone(base)
		sort.Slice(byMap, func(i, j int) bool { return seen[byMap[i]] < seen[byMap[j]] })
		fmt.Println(n, "by map", sum(byMap))
	}
}

func broken() {
	xs := numbers(300)
	short := make([]int, 200)
	asked := 0
	try("index", func() {
		sort.Slice(xs, func(i, j int) bool { asked++; short[i]++; return xs[i] < xs[j] && short[j] < 100000 })
	})
	fmt.Println(asked, sum(xs), sum(short))
	asked = 0
	try("own", func() {
		slices.SortFunc(xs, func(a, b int) int {
			if asked++; asked == 777 {
				panic(errLimit)
			}
			return a - b
		})
	})
	fmt.Println(asked, sum(xs))
	asked = 0
	try("division", func() {
		sort.SliceStable(xs, func(i, j int) bool { asked++; return 100/(900-asked) < xs[i]-xs[j] })
	})
	fmt.Println(asked, sum(xs))
	list := numbers(100)
	list[50] = -1
	try("method", func() { sort.Sort(one{&list}) })
	fmt.Println(sum(list))
	var nothing *point
	try("nil", func() { slices.SortFunc(xs, func(a, b int) int { return int(nothing.x) }) })
	var keys map[any]int
	try("nil map", func() { sort.Slice(xs, func(i, j int) bool { return keys[i] < keys[j] }) })
	try("unhashable", func() {
		keys = map[any]int{1: 1}
		what := any([]int{1})
		sort.Slice(xs, func(i, j int) bool { return keys[what] < keys[j] })
	})
	var none func(i, j int) bool
	try("nil function", func() { sort.Slice(xs, none) })
	try("Map", func() {
		strings.Map(func(r rune) rune { short[r] = 7; return r }, "some text with ü and €")
	})
	try("FieldsFunc", func() { strings.FieldsFunc("one two", func(r rune) bool { return short[r*3] == 0 }) })
	try("deferred", func() {
		defer func() { fmt.Println("deferred", recover()) }()
		strings.IndexFunc("abc", func(r rune) bool { panic(r) })
	})
	try("inner", func() {
		sort.Slice(xs, func(i, j int) (less bool) {
			defer func() { recover() }()
			return short[xs[i]] < short[xs[j]]
		})
	})
	try("Goexit", func() {
		var wg sync.WaitGroup
		wg.Go(func() {
			defer fmt.Println("left")
			strings.IndexFunc("abc", func(r rune) bool { runtime.Goexit(); return true })
		})
		wg.Wait()
	})
}

func texts() {
	for _, s := range []string{"", "a", "abc", " \t x y \n", "ünï cödé", "\xff\xfea\xef", "a\uFFFDb", "\uFFFD", strings.Repeat("long text, ", 9000)} {
		var got []rune
		note := func(r rune) rune { got = append(got, r); return r }
		plain := strings.Map(func(r rune) rune { return r }, s)
		noted := strings.Map(note, s)
		n := 0
		counted := strings.Map(func(r rune) rune { n++; return r + rune(n&1) }, s)
		dropped := strings.Map(func(r rune) rune {
			if r == 'a' || r == ' ' {
				return -1
			}
			return unicode.ToUpper(r)
		}, s)
		bad := strings.Map(func(r rune) rune { return 0xD800 }, s)
		if len(s) > 100 {
			fmt.Println(plain == s, noted == s, len(got), n, len(counted), len(dropped), len(bad))
		} else {
			fmt.Printf("%q %q %q %d %q %q %q\n", s, plain, noted, n, counted, dropped, bad)
			fmt.Println(got)
		}
		space := strings.FieldsFunc(s, unicode.IsSpace)
		n = 0
		own := strings.FieldsFunc(s, func(r rune) bool { n++; return r < 'b' })
		fmt.Println(len(space), cap(space), len(own), cap(own), n, own == nil)
		n = 0
		count := func(r rune) bool { n++; return r < 'c' }
		fmt.Println(len(strings.TrimFunc(s, count)), len(strings.TrimLeftFunc(s, count)), len(strings.TrimRightFunc(s, count)), n)
		fmt.Println(len(strings.TrimFunc(s, unicode.IsLetter)), strings.IndexFunc(s, unicode.IsUpper), strings.LastIndexFunc(s, unicode.IsLower))
		fmt.Println(strings.IndexFunc(s, count), strings.LastIndexFunc(s, count), strings.ContainsFunc(s, count), n)
	}
}

// grown puts texts together in a Builder and says how its memory grows.
func grown() {
	var b strings.Builder
	caps := []int{}
	for i := range 300 {
		switch i % 4 {
		case 0:
			b.WriteString("some"[:i%5])
		case 1:
			b.WriteByte(byte('a' + i%26))
		case 2:
			n, err := b.WriteRune([]rune("aü€😀")[i/4%4])
			if err != nil || n < 1 {
				panic(n)
			}
		case 3:
			b.Write([]byte("bytes"))
		}
		if len(caps) == 0 || caps[len(caps)-1] != b.Cap() {
			caps = append(caps, b.Cap())
		}
	}
	fmt.Println(b.Len(), caps, b.String()[:40])
	var empty strings.Builder
	empty.WriteString("")
	fmt.Println(empty.Cap(), empty.String() == "")
	var large strings.Builder
	large.WriteString(strings.Repeat("x", 100000))
	large.WriteString("y")
	fmt.Println(large.Len(), large.Cap())
	copied := b
	try("copied", func() { copied.WriteByte('x') })
	var none *strings.Builder
	try("no builder", func() { none.WriteString("x") })
}

func drawn() {
	r := rand.New(rand.NewSource(42))
	h := uint64(0)
	for i := 1; i < 2000; i++ {
		h = h*31 + uint64(r.Intn(i)) + uint64(r.Int31n(int32(i))) + uint64(r.Int63n(int64(i)<<33)) + uint64(r.Int63()) + r.Uint64() +
			uint64(r.Uint32()) + uint64(r.Int31()) + uint64(r.Int()) + math.Float64bits(r.Float64())
	}
	fmt.Println(h, r.Perm(5), r.NormFloat64())
	try("Intn", func() { r.Intn(0) })
	try("Int31n", func() { r.Int31n(-1) })
	try("Int63n", func() { r.Int63n(0) })
	var none *rand.Rand
	try("no Rand", func() { none.Int63() })
}

// deep sorts far down on a stack that has to grow for it.
func deep(n int, xs []int) int {
	if n == 0 {
		ys := slices.Clone(xs)
		sort.Slice(ys, func(i, j int) bool { return ys[i] > ys[j] })
		return ys[0] + len(strings.FieldsFunc("a b c", unicode.IsSpace))
	}
	return deep(n-1, xs) + 1
}

func main() {
	sorted()
	broken()
	texts()
	grown()
	drawn()
	xs := numbers(500)
	totals := make([]int, 40)
	var wg sync.WaitGroup
	for i := range totals {
		wg.Go(func() {
			for k := range 5 {
				totals[i] += deep(i*k, xs)
			}
		})
	}
	for range 10 {
		runtime.GC()
	}
	wg.Wait()
	fmt.Println(totals)
}
