// Capacities where loops over functions stand in each other: a body is a function that stays when the same iterator is inlined around it, or when a
// filter calls it from a loop over what gc cannot know.
package main

import (
	"fmt"
	"iter"
	"slices"
)

//go:noinline
func show(tag string, s []int) { fmt.Println(tag, len(s), cap(s)) }

var numbers = [...]int{0, 1, 2, 3}

func filter[E any](seq iter.Seq[E], keep func(E) bool) iter.Seq[E] {
	return func(yield func(E) bool) {
		for x := range seq {
			if keep(x) && !yield(x) {
				return
			}
		}
	}
}

func each(seq iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		seq(yield)
	}
}

func all(int) bool { return true }

func nothing() []int {
	var s []int
	return s
}

func two(yield func(int) bool) {
	if !yield(1) {
		return
	}
	if !yield(2) {
		return
	}
}

type box struct{ list []int }

func (b *box) each(yield func(int) bool) {
	for _, x := range b.list {
		if !yield(x) {
			return
		}
	}
}

func (b *box) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, x := range b.list {
			if !yield(x) {
				return
			}
		}
	}
}

func valuesInValues() {
	s := []int{2}
	s = append(s, 1)
	for x := range slices.Values([]int{2}) {
		for y := range slices.Values([]int{2}) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("valuesInValues", append(s, i))
	}
}

func twoInValues() {
	s := []int{2}
	s = append(s, 1)
	for x := range slices.Values([]int{2}) {
		for y := range two {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("twoInValues", append(s, i))
	}
}

func methodInValues() {
	s := []int{2}
	s = append(s, 1)
	for x := range slices.Values([]int{2}) {
		for y := range (&box{[]int{2}}).each {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("methodInValues", append(s, i))
	}
}

func allInValues() {
	s := []int{2}
	s = append(s, 1)
	for x := range slices.Values([]int{2}) {
		for y := range (&box{[]int{2}}).all() {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("allInValues", append(s, i))
	}
}

func filterInValues() {
	s := []int{2}
	s = append(s, 1)
	for x := range slices.Values([]int{2}) {
		for y := range filter(slices.Values([]int{2}), all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterInValues", append(s, i))
	}
}

func filterMethodInValues() {
	s := []int{2}
	s = append(s, 1)
	for x := range slices.Values([]int{2}) {
		for y := range filter((&box{[]int{2}}).each, all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterMethodInValues", append(s, i))
	}
}

func eachMethodInValues() {
	s := []int{2}
	s = append(s, 1)
	for x := range slices.Values([]int{2}) {
		for y := range each((&box{[]int{2}}).each) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("eachMethodInValues", append(s, i))
	}
}

func valuesInTwo() {
	s := []int{2}
	s = append(s, 1)
	for x := range two {
		for y := range slices.Values([]int{2}) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("valuesInTwo", append(s, i))
	}
}

func twoInTwo() {
	s := []int{2}
	s = append(s, 1)
	for x := range two {
		for y := range two {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("twoInTwo", append(s, i))
	}
}

func methodInTwo() {
	s := []int{2}
	s = append(s, 1)
	for x := range two {
		for y := range (&box{[]int{2}}).each {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("methodInTwo", append(s, i))
	}
}

func allInTwo() {
	s := []int{2}
	s = append(s, 1)
	for x := range two {
		for y := range (&box{[]int{2}}).all() {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("allInTwo", append(s, i))
	}
}

func filterInTwo() {
	s := []int{2}
	s = append(s, 1)
	for x := range two {
		for y := range filter(slices.Values([]int{2}), all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterInTwo", append(s, i))
	}
}

func filterMethodInTwo() {
	s := []int{2}
	s = append(s, 1)
	for x := range two {
		for y := range filter((&box{[]int{2}}).each, all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterMethodInTwo", append(s, i))
	}
}

func eachMethodInTwo() {
	s := []int{2}
	s = append(s, 1)
	for x := range two {
		for y := range each((&box{[]int{2}}).each) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("eachMethodInTwo", append(s, i))
	}
}

func valuesInMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).each {
		for y := range slices.Values([]int{2}) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("valuesInMethod", append(s, i))
	}
}

func twoInMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).each {
		for y := range two {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("twoInMethod", append(s, i))
	}
}

func methodInMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).each {
		for y := range (&box{[]int{2}}).each {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("methodInMethod", append(s, i))
	}
}

func allInMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).each {
		for y := range (&box{[]int{2}}).all() {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("allInMethod", append(s, i))
	}
}

func filterInMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).each {
		for y := range filter(slices.Values([]int{2}), all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterInMethod", append(s, i))
	}
}

func filterMethodInMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).each {
		for y := range filter((&box{[]int{2}}).each, all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterMethodInMethod", append(s, i))
	}
}

func eachMethodInMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).each {
		for y := range each((&box{[]int{2}}).each) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("eachMethodInMethod", append(s, i))
	}
}

func valuesInAll() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).all() {
		for y := range slices.Values([]int{2}) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("valuesInAll", append(s, i))
	}
}

func twoInAll() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).all() {
		for y := range two {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("twoInAll", append(s, i))
	}
}

func methodInAll() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).all() {
		for y := range (&box{[]int{2}}).each {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("methodInAll", append(s, i))
	}
}

func allInAll() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).all() {
		for y := range (&box{[]int{2}}).all() {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("allInAll", append(s, i))
	}
}

func filterInAll() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).all() {
		for y := range filter(slices.Values([]int{2}), all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterInAll", append(s, i))
	}
}

func filterMethodInAll() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).all() {
		for y := range filter((&box{[]int{2}}).each, all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterMethodInAll", append(s, i))
	}
}

func eachMethodInAll() {
	s := []int{2}
	s = append(s, 1)
	for x := range (&box{[]int{2}}).all() {
		for y := range each((&box{[]int{2}}).each) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("eachMethodInAll", append(s, i))
	}
}

func valuesInFilter() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter(slices.Values([]int{2}), all) {
		for y := range slices.Values([]int{2}) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("valuesInFilter", append(s, i))
	}
}

func twoInFilter() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter(slices.Values([]int{2}), all) {
		for y := range two {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("twoInFilter", append(s, i))
	}
}

func methodInFilter() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter(slices.Values([]int{2}), all) {
		for y := range (&box{[]int{2}}).each {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("methodInFilter", append(s, i))
	}
}

func allInFilter() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter(slices.Values([]int{2}), all) {
		for y := range (&box{[]int{2}}).all() {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("allInFilter", append(s, i))
	}
}

func filterInFilter() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter(slices.Values([]int{2}), all) {
		for y := range filter(slices.Values([]int{2}), all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterInFilter", append(s, i))
	}
}

func filterMethodInFilter() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter(slices.Values([]int{2}), all) {
		for y := range filter((&box{[]int{2}}).each, all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterMethodInFilter", append(s, i))
	}
}

func eachMethodInFilter() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter(slices.Values([]int{2}), all) {
		for y := range each((&box{[]int{2}}).each) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("eachMethodInFilter", append(s, i))
	}
}

func valuesInFilterMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter((&box{[]int{2}}).each, all) {
		for y := range slices.Values([]int{2}) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("valuesInFilterMethod", append(s, i))
	}
}

func twoInFilterMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter((&box{[]int{2}}).each, all) {
		for y := range two {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("twoInFilterMethod", append(s, i))
	}
}

func methodInFilterMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter((&box{[]int{2}}).each, all) {
		for y := range (&box{[]int{2}}).each {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("methodInFilterMethod", append(s, i))
	}
}

func allInFilterMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter((&box{[]int{2}}).each, all) {
		for y := range (&box{[]int{2}}).all() {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("allInFilterMethod", append(s, i))
	}
}

func filterInFilterMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter((&box{[]int{2}}).each, all) {
		for y := range filter(slices.Values([]int{2}), all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterInFilterMethod", append(s, i))
	}
}

func filterMethodInFilterMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter((&box{[]int{2}}).each, all) {
		for y := range filter((&box{[]int{2}}).each, all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterMethodInFilterMethod", append(s, i))
	}
}

func eachMethodInFilterMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range filter((&box{[]int{2}}).each, all) {
		for y := range each((&box{[]int{2}}).each) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("eachMethodInFilterMethod", append(s, i))
	}
}

func valuesInEachMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range each((&box{[]int{2}}).each) {
		for y := range slices.Values([]int{2}) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("valuesInEachMethod", append(s, i))
	}
}

func twoInEachMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range each((&box{[]int{2}}).each) {
		for y := range two {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("twoInEachMethod", append(s, i))
	}
}

func methodInEachMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range each((&box{[]int{2}}).each) {
		for y := range (&box{[]int{2}}).each {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("methodInEachMethod", append(s, i))
	}
}

func allInEachMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range each((&box{[]int{2}}).each) {
		for y := range (&box{[]int{2}}).all() {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("allInEachMethod", append(s, i))
	}
}

func filterInEachMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range each((&box{[]int{2}}).each) {
		for y := range filter(slices.Values([]int{2}), all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterInEachMethod", append(s, i))
	}
}

func filterMethodInEachMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range each((&box{[]int{2}}).each) {
		for y := range filter((&box{[]int{2}}).each, all) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("filterMethodInEachMethod", append(s, i))
	}
}

func eachMethodInEachMethod() {
	s := []int{2}
	s = append(s, 1)
	for x := range each((&box{[]int{2}}).each) {
		for y := range each((&box{[]int{2}}).each) {
			s = append(s, y)
		}
		_ = x
	}
	for i := range numbers[:2] {
		s = nothing()
		show("eachMethodInEachMethod", append(s, i))
	}
}

func leavesValues() {
	var s []int
	s = append(s, 1)
	show("leavesValues", s)
	for x := range slices.Values([]int{2}) {
		_ = any(s).([]int)
		_ = x
	}
}

func leavesTwo() {
	var s []int
	s = append(s, 1)
	show("leavesTwo", s)
	for x := range two {
		_ = any(s).([]int)
		_ = x
	}
}

func leavesMethod() {
	var s []int
	s = append(s, 1)
	show("leavesMethod", s)
	for x := range (&box{[]int{2}}).each {
		_ = any(s).([]int)
		_ = x
	}
}

func leavesAll() {
	var s []int
	s = append(s, 1)
	show("leavesAll", s)
	for x := range (&box{[]int{2}}).all() {
		_ = any(s).([]int)
		_ = x
	}
}

func leavesFilter() {
	var s []int
	s = append(s, 1)
	show("leavesFilter", s)
	for x := range filter(slices.Values([]int{2}), all) {
		_ = any(s).([]int)
		_ = x
	}
}

func leavesFilterMethod() {
	var s []int
	s = append(s, 1)
	show("leavesFilterMethod", s)
	for x := range filter((&box{[]int{2}}).each, all) {
		_ = any(s).([]int)
		_ = x
	}
}

func leavesEachMethod() {
	var s []int
	s = append(s, 1)
	show("leavesEachMethod", s)
	for x := range each((&box{[]int{2}}).each) {
		_ = any(s).([]int)
		_ = x
	}
}

func main() {
	valuesInValues()
	twoInValues()
	methodInValues()
	allInValues()
	filterInValues()
	filterMethodInValues()
	eachMethodInValues()
	valuesInTwo()
	twoInTwo()
	methodInTwo()
	allInTwo()
	filterInTwo()
	filterMethodInTwo()
	eachMethodInTwo()
	valuesInMethod()
	twoInMethod()
	methodInMethod()
	allInMethod()
	filterInMethod()
	filterMethodInMethod()
	eachMethodInMethod()
	valuesInAll()
	twoInAll()
	methodInAll()
	allInAll()
	filterInAll()
	filterMethodInAll()
	eachMethodInAll()
	valuesInFilter()
	twoInFilter()
	methodInFilter()
	allInFilter()
	filterInFilter()
	filterMethodInFilter()
	eachMethodInFilter()
	valuesInFilterMethod()
	twoInFilterMethod()
	methodInFilterMethod()
	allInFilterMethod()
	filterInFilterMethod()
	filterMethodInFilterMethod()
	eachMethodInFilterMethod()
	valuesInEachMethod()
	twoInEachMethod()
	methodInEachMethod()
	allInEachMethod()
	filterInEachMethod()
	filterMethodInEachMethod()
	eachMethodInEachMethod()
	leavesValues()
	leavesTwo()
	leavesMethod()
	leavesAll()
	leavesFilter()
	leavesFilterMethod()
	leavesEachMethod()
}
