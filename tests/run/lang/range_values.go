// Range over integers, arrays, slices, strings, maps and channels.
package main

import (
	"fmt"
	"sort"
	"unsafe"
)

type (
	small int8
	text  string
)

func integers() {
	fmt.Println("-- integers")
	for range 2 {
		fmt.Print("x ")
	}
	for i := range 3 {
		fmt.Printf("%T %d, ", i, i)
	}
	for i := range small(2) {
		fmt.Printf("%T %d, ", i, i)
	}
	const untyped = 2
	for i := range untyped {
		fmt.Printf("%T ", i)
	}
	var u8 uint8
	for u8 = range 255 {
	}
	fmt.Print(u8, " ")
	for i := range 'b' - 'a' + 1 {
		fmt.Printf("%T ", i)
	}
	for i := range -5 {
		fmt.Print("never", i)
	}
	var i64 int64
	for i64 = range 1 << 3 {
	}
	fmt.Println(i64)
	// The operand is evaluated once, the variable may be changed without effect on the iteration.
	n := 3
	for i := range n {
		n = 10
		fmt.Print(i, " ")
		i += 5
		fmt.Print(i, " ")
	}
	var fs []func() int
	for i := range 3 {
		fs = append(fs, func() int { i++; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	m := map[string]int{}
	for m["i"] = range 4 {
	}
	fmt.Println(m)
	for i := range uint64(1<<64 - 1) {
		if i == 2 {
			fmt.Println("left", i)
			break
		}
	}
	for i := range int8(127) {
		if i == 126 {
			fmt.Printf("%T %d\n", i, i)
		}
	}
	for i := range uintptr(unsafe.Sizeof(0)) / 4 {
		fmt.Printf("%T %d ", i, i)
	}
	fmt.Println()
}

func once[T any](name string, v T) T {
	fmt.Print(name, "! ")
	return v
}

func arrays() {
	fmt.Println("-- arrays and slices")
	a := [3]int{1, 2, 3}
	// The range works on a copy of an array, but on the elements of a slice or behind a pointer.
	for i, v := range a {
		a[2] = 10
		if i == 2 {
			fmt.Print("array ", v, " ")
		}
	}
	for i, v := range &a {
		a[2] = 20
		if i == 2 {
			fmt.Print("pointer ", v, " ")
		}
	}
	for i, v := range a[:] {
		a[2] = 30
		if i == 2 {
			fmt.Print("slice ", v, " ")
		}
	}
	fmt.Println()
	s := []string{"a", "b"}
	for i, v := range s {
		s = append(s, v+v)
		s[0] = "changed"
		fmt.Print(i, v, " ")
	}
	fmt.Println(s)
	for range once("slice", s) {
	}
	for i := range once("slice", s) {
		fmt.Print(i, " ")
	}
	t := s
	for i := range t {
		t = nil
		fmt.Print(i, " ")
	}
	var none []int
	for range none {
		fmt.Print("never")
	}
	for i, row := range [][]int{{1}, {2, 3}, nil} {
		for j := range row {
			fmt.Print(i, j, row[j], " ")
		}
	}
	fmt.Println()
	var ptrs []*int
	for _, v := range []int{1, 2, 3} {
		ptrs = append(ptrs, &v)
		v *= 2
	}
	fmt.Println(*ptrs[0], *ptrs[1], *ptrs[2])
	type pair struct {
		k string
		v [2]int
	}
	pairs := []pair{{"a", [2]int{1, 2}}, {"b", [2]int{3, 4}}}
	for i, p := range pairs {
		p.v[0] = 100
		pairs[i].v[1]++
		fmt.Print(p, pairs[i], " ")
	}
	fmt.Println()
}

var calls int

func array() [4]int   { calls++; return [4]int{} }
func nilPtr() *[4]int { calls++; return nil }

// With at most one iteration variable and a constant length, the operand is not evaluated.
func notEvaluated() {
	fmt.Println("-- operands that are not evaluated")
	for i := range array() {
		_ = i
	}
	fmt.Print(calls, " ")
	for i := range nilPtr() {
		fmt.Print(i)
	}
	fmt.Print(" ", calls, " ")
	var p *[3]string
	for i := range p {
		fmt.Print(i)
	}
	for range p {
		fmt.Print("x")
	}
	for i, _ := range p {
		fmt.Print(i)
	}
	fmt.Print(" ", len(p), " ")
	func() {
		defer func() { fmt.Println(recover()) }()
		for i, v := range p {
			fmt.Print(i, v)
		}
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var q *[0]int
		for i, v := range q {
			fmt.Print(i, v)
		}
		fmt.Print("no elements, no panic ")
	}()
	var huge [1 << 40]struct{}
	n := 0
	for i := range huge {
		if n++; i == 2 {
			break
		}
	}
	fmt.Println(n, len(huge))
}

func texts() {
	fmt.Println("-- strings")
	for i, r := range "aé世\xff\U0001F600\xe4\xb8z" {
		fmt.Printf("%d:%c(%U) ", i, r, r)
	}
	fmt.Println()
	for i := range text("né") {
		fmt.Print(i, " ")
	}
	for range "世界" {
		fmt.Print("r ")
	}
	s := "abc"
	for i, r := range s {
		s = "changed"
		fmt.Print(i, string(r), " ")
	}
	for i, r := range "\x00\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80" {
		fmt.Printf("%d:%d ", i, r)
	}
	var b byte
	for i, r := range []byte("hé") {
		b += r
		fmt.Print(i, r, " ")
	}
	for i, r := range []rune("hé") {
		fmt.Print(i, r, " ")
	}
	var k int
	var r rune
	for k, r = range "xy" {
	}
	fmt.Println(b, k, r)
}

func maps() {
	fmt.Println("-- maps")
	m := map[string]int{"a": 1, "b": 2, "c": 3}
	keys := []string{}
	sum := 0
	for k, v := range m {
		keys = append(keys, k)
		sum += v
	}
	sort.Strings(keys)
	fmt.Println(keys, sum)
	// An entry removed before it is reached is not produced; one added may be or not, but no entry twice.
	big := map[int]int{}
	for i := range 1000 {
		big[i] = i
	}
	seen := map[int]int{}
	for k := range big {
		seen[k]++
		delete(big, k)
		delete(big, k^1)
		if seen[k^1] != 0 {
			fmt.Println("deleted, but produced", k)
		}
	}
	fmt.Println(len(seen), len(big))
	grow := map[int]bool{0: true}
	count := 0
	for k := range grow {
		if count++; count < 500 {
			grow[k+count*1000] = true
		}
	}
	fmt.Println(count >= 1 && count <= len(grow))
	twice := map[int]int{}
	for i := range 100 {
		twice[i] = 0
	}
	for k := range twice {
		twice[k]++
		if k < 100 {
			twice[k+1000] = 5
		}
	}
	bad := 0
	for k, v := range twice {
		if k < 100 && v != 1 || k >= 100 && v != 5 && v != 6 {
			bad++
		}
	}
	fmt.Println(len(twice), bad)
	// Values are those of the moment; cleared in the middle ends it.
	for k := range m {
		for k2 := range m {
			if k2 != k {
				m[k2] = 100
			}
		}
		for _, v := range m {
			fmt.Print(v == 100 || v == m[k], " ")
		}
		break
	}
	n := 0
	for range m {
		clear(m)
		n++
	}
	fmt.Println(n, len(m))
	var none map[string]int
	for range none {
		fmt.Println("never")
	}
	nan := map[float64]int{}
	f := 0.0
	for range 3 {
		nan[f/f]++
	}
	for k, v := range nan {
		fmt.Print(k, v, " ")
	}
	fmt.Println(len(nan))
	var key any
	for key = range map[int8]bool{3: true} {
	}
	fmt.Printf("%T\n", key)
	// Order differs between iterations.
	orders := map[string]bool{}
	for range 100 {
		order := ""
		for k := range map[int]int{1: 0, 2: 0, 3: 0, 4: 0} {
			order += fmt.Sprint(k)
		}
		orders[order] = true
	}
	fmt.Println(len(orders) > 1)
}

func channels() {
	fmt.Println("-- channels")
	c := make(chan int, 3)
	c <- 1
	c <- 2
	c <- 3
	close(c)
	for v := range c {
		fmt.Print(v, " ")
	}
	for range c {
		fmt.Print("never")
	}
	d := make(chan func() chan int)
	go func() {
		defer close(d)
		d <- func() chan int { return c }
	}()
	for f := range d {
		for range f() {
		}
		fmt.Println("closed")
	}
	var r <-chan int = func() chan int {
		c := make(chan int)
		go func() {
			for i := range 3 {
				c <- i
			}
			close(c)
		}()
		return c
	}()
	a := [3]int{}
	i := 0
	for a[i] = range r {
		i++
		i %= 3
	}
	fmt.Println(a)
}

func assigned() {
	fmt.Println("-- iteration values are assigned")
	var s struct {
		k int
		v any
	}
	for s.k, s.v = range []string{"x", "y"} {
	}
	fmt.Println(s)
	p := new(int)
	for *p = range 5 {
	}
	arr := []int{0, 0, 0, 0}
	idx := func(i int) int { fmt.Print("idx", i, " "); return i }
	for arr[idx(0)], arr[idx(1)] = range []int{7, 8} {
	}
	fmt.Println(*p, arr)
	var i int
	for i, arr[i] = range []int{4, 5, 6} {
	}
	fmt.Println(i, arr)
	for i := range arr {
		defer func() { fmt.Print(i, " ") }()
	}
	x := []int{1, 2, 3}
	for i, x := range x {
		x := x * 2
		fmt.Print(i, x, " ")
	}
	fmt.Println()
}

func labels() {
	fmt.Println("\n-- labels")
outer:
	for i := range 3 {
		for _, r := range "abc" {
			switch {
			case r == 'b' && i == 0:
				continue outer
			case r == 'c' && i == 1:
				break outer
			}
			fmt.Printf("%d%c ", i, r)
		}
	}
	fmt.Println()
}

func main() {
	integers()
	arrays()
	notEvaluated()
	texts()
	maps()
	channels()
	assigned()
	labels()
}
