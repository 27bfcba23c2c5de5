// Appends to what is not a variable: one temporary variable of each type serves all statements of a function, and its buffer
// is given once. Labels that a goto leads back to count as loops. What x[:len(x)] costs.
package main

import (
	"bytes"
	"fmt"
	"strings"
	"unsafe"
)

var k = [...]int{0, 1, 2, 3, 4}

func look[T any](s []T) { fmt.Println(len(s), cap(s)) }

//go:noinline
func nothing() []int { return nil }

//go:noinline
func results() {
	a := append(nothing(), 1)
	b := append(nothing(), 2)
	c := append([]int(nil), 3)
	d := append([]int(nil), 4)
	look(a)
	look(b)
	look(c)
	look(d)
}

//go:noinline
func slices() {
	s, t := make([]int, 0), make([]string, 0)
	look(append(s[:0], 1))
	look(append(s[:len(s):len(s)], 1))
	look(append(t[:0], "a"))
	look(append(t[:0:0], "b"))
	look(append(append(s[:0], nothing()...), 2))
}

func with(s []int, x int) []int { return append(s[:len(s):len(s)], x) }
func from(s []int, x int) []int { return append(s, x) }

//go:noinline
func inlined() {
	s := make([]int, 0)
	look(with(s, 1))
	look(with(s, 2))
	look(from(s, 1))
	look(from(s, 2))
	f := func() { look(append(s[:0], 3)) }
	f()
	f()
}

//go:noinline
func asserted(x any) {
	look(append(x.([]int), 1))
	look(append(x.([]int), 2))
}

// The block does not end what counts as a loop behind its label: the deferred call is one in a loop.
//
//go:noinline
func labelled() {
	s := []byte(strings.Repeat("a", k[4]*4))
	{
		i := 0
	again:
		s = append(s, 'x')
		i++
		if i < 9 {
			goto again
		}
	}
	look(s)
	defer func() {
		s = append(s, 'y')
		look(s)
	}()
}

//go:noinline
func forward() {
	s := []byte(strings.Repeat("a", k[4]*4))
	{
		if len(s) > 3 {
			goto on
		}
		s = append(s, 'x')
	on:
		s = append(s, 'z')
	}
	look(s)
	defer func() {
		s = append(s, 'y')
		look(s)
	}()
}

func bits(f float64) uint64    { return *(*uint64)(unsafe.Pointer(&f)) }
func sum(a, b, c, d uint64) uint64 { return a ^ b<<1 ^ c<<2 ^ d<<3 }

// Just cheap enough to be inlined.
func edge(s []int, a, b, c, d float64) []int {
	n := sum(bits(a), bits(b), bits(c), bits(d))
	return append(s[:len(s)], int(n&1), int(int64(n)>>1&1), len(s[:len(s)]))
}

//go:noinline
func costs() {
	var s []int
	t := edge(s, 1, 2, 3, 4)
	look(t)
}

//go:noinline
func library() {
	texts := []string{"", "a", "abcde", "ABcde", "äöü", "a b c d e f g h"}
	for _, t := range texts {
		for n := range 4 {
			look(strings.SplitN(t, " ", n))
			look(bytes.SplitN([]byte(t), []byte(" "), n))
		}
		b := []byte(t)
		look(strings.SplitN(t, "", 3))
		look(bytes.ToLower(b))
		look(bytes.ToUpper(b))
		look(bytes.ReplaceAll(b, []byte("x"), []byte("yy")))
		look(bytes.ReplaceAll(b, []byte("a"), []byte("a")))
		look(bytes.Replace(b, []byte("a"), []byte("bbb"), 1))
		fmt.Println(bytes.ToLower(b) == nil, bytes.Replace(b, nil, nil, 0) == nil)
	}
}

// What a loop over a function defers is kept on the heap.
//
//go:noinline
func deferring() {
	var s []rune
	s = append(s, 'a')
	for range passes {
		defer func(s []rune) { look(s) }(s)
	}
	look(s)
}
func passes(yield func() bool) { _ = yield() && yield() }

// What a package's variables begin with is in one function of gc's.
var initial = func() []byte {
	var none []byte
	some := append(none[:0], byte(k[4]))
	look(some)
	return none
}()

var initialToo = func() []byte {
	var none []byte
	held := struct{ list []byte }{append(none[:len(none):len(none)], byte(k[4]), 1)}
	held.list = append(held.list, 'x')
	held.list = append(held.list, 'x', 'x', 'x')
	look(held.list)
	return none
}()

func main() {
	deferring()
	results()
	slices()
	inlined()
	asserted([]int{})
	labelled()
	forward()
	costs()
	library()
}
