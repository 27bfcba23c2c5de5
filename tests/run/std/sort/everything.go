// Package sort: all its types and functions, stability, searches at the edges, NaNs.
package main

import (
	"fmt"
	"math"
	"sort"
)

type person struct {
	name string
	age  int
}

type byAge []person

func (p byAge) Len() int           { return len(p) }
func (p byAge) Less(i, j int) bool { return p[i].age < p[j].age }
func (p byAge) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

func main() {
	people := byAge{{"a", 30}, {"b", 20}, {"c", 30}, {"d", 20}, {"e", 10}}
	var data sort.Interface = people
	sort.Stable(data)
	fmt.Println(people, sort.IsSorted(data), data.Len(), data.Less(0, 1))
	data.Swap(0, 4)
	fmt.Println(people, sort.IsSorted(people))
	sort.Sort(sort.Reverse(people))
	fmt.Println(sort.IsSorted(sort.Reverse(people)), sort.Reverse(people).Len())
	var many byAge
	for i := range 1000 {
		many = append(many, person{fmt.Sprint(i), i * 7919 % 13})
	}
	sort.Stable(many)
	stable := true
	for i := 1; i < len(many); i++ {
		var a, b int
		fmt.Sscan(many[i-1].name, &a)
		fmt.Sscan(many[i].name, &b)
		stable = stable && (many[i-1].age < many[i].age || many[i-1].age == many[i].age && a < b)
	}
	fmt.Println(stable)
	sort.Sort(byAge(nil))

	ints := sort.IntSlice{3, 1, 2, math.MinInt, math.MaxInt, 1}
	ints.Sort()
	fmt.Println(ints, ints.Len(), ints.Less(0, 1), ints.Search(1), ints.Search(100), ints.Search(math.MaxInt))
	ints.Swap(0, 1)
	fmt.Println(ints, sort.IntsAreSorted(ints))
	sort.Ints(ints)
	fmt.Println(ints, sort.SearchInts(ints, 2), sort.SearchInts(nil, 2))
	floats := sort.Float64Slice{2.5, math.NaN(), math.Inf(-1), 0, math.NaN(), -1}
	floats.Sort()
	fmt.Println(floats, floats.Len(), floats.Less(0, 1), floats.Less(2, 1), floats.Less(1, 2), floats.Search(0), sort.Float64sAreSorted(floats))
	floats.Swap(0, 5)
	sort.Float64s(floats)
	fmt.Println(floats, sort.SearchFloat64s(floats, 2.4), sort.SearchFloat64s(floats, math.Inf(1)), sort.Float64sAreSorted([]float64{1, math.NaN()}))
	texts := sort.StringSlice{"b", "", "ä", "a", "B", "a"}
	texts.Sort()
	fmt.Printf("%q %d %t %d %d\n", texts, texts.Len(), texts.Less(1, 2), texts.Search("a"), texts.Search("zz"))
	texts.Swap(0, 1)
	fmt.Println(sort.StringsAreSorted(texts))
	sort.Strings(texts)
	fmt.Printf("%q %d %t\n", texts, sort.SearchStrings(texts, "b"), sort.StringsAreSorted(nil))

	people = byAge{{"a", 30}, {"b", 20}, {"c", 30}, {"d", 20}}
	less := func(i, j int) bool { return people[i].age < people[j].age }
	sort.SliceStable(people, less)
	fmt.Println(people, sort.SliceIsSorted(people, less))
	sort.Slice(people, func(i, j int) bool { return people[i].name > people[j].name })
	fmt.Println(people, sort.SliceIsSorted(people, less), sort.SliceIsSorted([]int{}, nil))
	array := [3]int{3, 1, 2}
	sort.Slice(array[:], func(i, j int) bool { return array[i] < array[j] })
	fmt.Println(array)
	for _, f := range []func(){
		func() { sort.Slice(5, nil) },
		func() { sort.Slice(nil, nil) },
		func() { sort.SliceStable(map[int]int{}, nil) },
		func() { sort.SliceIsSorted(5, nil) },
		func() { sort.Slice([]int{2, 1}, nil) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}

	list := []int{1, 3, 3, 7}
	for _, want := range []int{0, 1, 3, 5, 7, 9} {
		i, found := sort.Find(len(list), func(i int) int { return want - list[i] })
		fmt.Print(i, found, sort.Search(len(list), func(i int) bool { return list[i] >= want }), " ")
	}
	i, found := sort.Find(0, nil)
	fmt.Println(i, found, sort.Search(0, nil))
}
