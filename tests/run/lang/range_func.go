package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}
func pairs[K comparable, V any](ks []K, vs []V) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for i, k := range ks {
			if !yield(k, vs[i]) {
				return
			}
		}
	}
}
func find(n int) (res int, err error) {
	for i := range count(100) {
		if i == n {
			return i * 2, nil
		}
		if i > 50 {
			return -1, fmt.Errorf("too far %d", i)
		}
	}
	return 0, nil
}
func find2(n int) int {
	for i := range count(10) {
		for j := range count(10) {
			if i*10+j == n {
				return i*100 + j
			}
		}
	}
	return -1
}
func labels() {
outer:
	for i := range count(5) {
		for j := range count(5) {
			if j == 3 {
				continue outer
			}
			if i == 3 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	sum := 0
	for i := range count(10) {
		if i%2 == 0 {
			continue
		}
		if i > 7 {
			break
		}
		sum += i
	}
	fmt.Println(sum)
	for range count(3) {
		fmt.Print("x")
	}
	fmt.Println()
	var k, v = 0, ""
	for k, v = range pairs([]int{1, 2}, []string{"a", "b"}) {
	}
	fmt.Println(k, v)
loop:
	for i := range 3 {
		switch i {
		case 1:
			continue loop
		case 2:
			break loop
		}
		fmt.Println("i", i)
	}
	for i := range count(5) {
		if i == 2 {
			goto done
		}
	}
done:
	fmt.Println("done")
}

type S struct{ a, b int }

func (s S) Sum() int { return s.a + s.b }
func (s *S) Inc()    { s.a++ }
func (s S) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		_ = yield(s.a) && yield(s.b)
	}
}

func deferred() (n int) {
	defer func() { n *= 2 }()
	for i := range count(5) {
		if i == 3 {
			return i
		}
	}
	return 100
}

func main() {
	fmt.Println(find(7))
	fmt.Println(find(70))
	fmt.Println(find2(37), find2(1000))
	labels()
	for x := range (S{3, 4}).All() {
		fmt.Println(x)
	}
	fmt.Println(deferred())
	m := map[string]int{"x": 1, "y": 2, "z": 3}
	ks := slices.Sorted(maps.Keys(m))
	fmt.Println(ks)
	fmt.Println(slices.Collect(count(4)))
	next, stop := iter.Pull(count(3))
	for {
		v, ok := next()
		if !ok {
			break
		}
		fmt.Println("pull", v)
	}
	stop()
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	for i := range 3 {
		defer func() { fmt.Println("defer", i) }()
	}
	clear(m)
	fmt.Println(len(m), min(3, 1, 2), max(2.5, 1), min("b", "a"))
	xs := []int{1, 2, 3}
	clear(xs)
	fmt.Println(xs)
	words := strings.Fields("the quick brown fox")
	sort.Slice(words, func(i, j int) bool { return words[i] < words[j] })
	fmt.Println(words)
	f := S.Sum
	g := (*S).Inc
	s := S{1, 2}
	h := s.Sum
	g(&s)
	fmt.Println(f(s), h(), s)
	inc := s.Inc
	inc()
	inc()
	fmt.Println(s)
	var arr [5]int
	for i := range arr {
		arr[i] = i * i
	}
	b := arr
	b[0] = 99
	pa := &arr
	pa[1] = 77
	fmt.Println(arr, b, arr == b, len(pa), pa[1:3])
	type key struct {
		a string
		b int
	}
	mk := map[key][2]int{{"a", 1}: {1, 2}}
	mk[key{"b", 2}] = [2]int{3, 4}
	fmt.Println(mk[key{"a", 1}], mk[key{"b", 2}], mk[key{"c", 3}])
	var e any = key{"a", 1}
	_, ok := e.(key)
	fmt.Println(ok, e == any(key{"a", 1}), e != any(key{"a", 2}))
	var c64 complex64 = 1 + 2i
	c := complex(3, 4)
	fmt.Println(c*c, c64*c64, c/complex(1, 1), real(c), imag(c64), -c)
}
