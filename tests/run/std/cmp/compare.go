// Three-way comparisons of all kinds of values, where the operands are simple and where they are calls.
package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

type small int8
type id string
type weight float32

type record struct {
	name  string
	size  uint8
	score float64
	level small
}

func all[T cmp.Ordered](xs ...T) {
	for _, x := range xs {
		for _, y := range xs {
			if cmp.Less(x, y) {
				fmt.Print("<")
			}
			fmt.Print(cmp.Compare(x, y), cmp.Compare[T](y, x), " ")
		}
	}
	fmt.Println()
}

func direct() {
	a, b := int64(math.MinInt64), int64(math.MaxInt64)
	c, d := uint64(1), uint64(math.MaxUint64)
	e, f := small(-128), small(127)
	fmt.Println(cmp.Compare(a, b), cmp.Compare(b, a), cmp.Compare(a, a), cmp.Compare(c, d), cmp.Compare(d, c), cmp.Compare(d, d))
	fmt.Println(cmp.Compare(e, f), cmp.Compare(f, e), cmp.Less(e, f), cmp.Less(c, d), cmp.Less(d, c), cmp.Compare(e, -128), cmp.Compare(5, 3))
	nan, inf := math.NaN(), math.Inf(1)
	for _, x := range []float64{nan, -inf, -1, math.Copysign(0, -1), 0, 1, inf, -nan} {
		for _, y := range []float64{nan, inf, 0, -1} {
			fmt.Print(cmp.Compare(x, y), cmp.Compare(y, x), cmp.Less(x, y), cmp.Compare(float32(x), float32(y)), cmp.Compare(weight(x), 0), " ")
		}
	}
	fmt.Println()
}

func texts() {
	base := []string{"", "a", "b", "abcdefg", "abcdefgh", "abcdefghi", "abcdefgz", "\x80bcdefgh", "abcd\x00", "abcd", "abce", "abc", "ünder", "a\xff"}
	for _, x := range base {
		for _, y := range base {
			if cmp.Compare(x, y) != strings.Compare(x, y) || cmp.Less(x, y) != (x < y) || cmp.Compare(id(x), id(y)) != cmp.Compare(x, y) {
				fmt.Println("differs", x, y)
			}
			fmt.Print(strings.Compare(x, y), " ")
		}
	}
	fmt.Println()
	same := strings.Repeat("x", 40)
	fmt.Println(strings.Compare(same, same[:39]), strings.Compare(same[:39]+"y", same), strings.Compare(same, strings.Clone(same)))
}

var calls int

func next() int { calls++; return calls }

func main() {
	all(-1, 0, 1)
	all[small](-128, 0, 127)
	all[uint8](0, 127, 255)
	all("", "a", "b")
	all[id]("x", "y")
	all(math.NaN(), -1, 1, math.Inf(-1))
	all[weight](1, weight(math.NaN()), -1)
	all[uintptr](0, 1)
	direct()
	texts()
	fmt.Println(cmp.Compare(next(), next()), cmp.Compare(next(), 2), cmp.Less(next(), next()), calls)
	x := 5
	change := func() int { x = 1; return 3 }
	fmt.Println(cmp.Compare(x, change()), x)
	records := []record{{"b", 200, 1, -3}, {"a", 100, math.NaN(), 3}, {"c", 7, -1, 0}, {"a", 9, 2, 3}}
	for _, by := range []func(a, b record) int{
		func(a, b record) int { return cmp.Compare(a.name, b.name) },
		func(a, b record) int { return cmp.Compare(a.size, b.size) },
		func(a, b record) int { return -cmp.Compare(a.score, b.score) },
		func(a, b record) int {
			return cmp.Or(cmp.Compare(a.level, b.level), strings.Compare(a.name, b.name), cmp.Compare(a.size, b.size))
		},
	} {
		slices.SortStableFunc(records, by)
		fmt.Println(records)
	}
	f, g := cmp.Compare[int], strings.Compare
	fmt.Println(f(1, 2), g("b", "a"), slices.MaxFunc(records, func(a, b record) int { return cmp.Compare(a.size, b.size) }))
}
