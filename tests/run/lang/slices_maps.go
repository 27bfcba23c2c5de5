package main

import (
	"fmt"
	"sort"
)

var kept []any

func main() {
	// kept keeps the slices from gc's stack-allocated backing arrays, which begin with room for 32 bytes.
	var s []int
	kept = append(kept, &s)
	caps := []int{}
	last := -1
	for i := range 2000 {
		s = append(s, i)
		if cap(s) != last {
			last = cap(s)
			caps = append(caps, last)
		}
	}
	fmt.Println(len(s), caps)
	var strs []string
	kept = append(kept, &strs)
	last = -1
	for range 300 {
		strs = append(strs, "x")
		if cap(strs) != last {
			last = cap(strs)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	b := append([]byte("hello"), " world"...)
	fmt.Println(string(b), len(b), cap(append([]byte(nil), b...)), cap(append([]int32{1}, 2, 3, 4, 5)))

	base := []int{0, 1, 2, 3, 4, 5, 6, 7}
	t := base[2:5]
	fmt.Println(t, len(t), cap(t), base[2:5:5], cap(base[2:5:6]), base[:0], base[8:])
	t = append(t, 100)
	fmt.Println(base, t)
	t = append(t[:1:1], 200)
	fmt.Println(base, t)
	fmt.Println(copy(base, base[3:]), base, copy(b, "HEY"), string(b))
	arr := [5]int{1, 2, 3, 4, 5}
	sl := arr[1:3]
	sl[0] = 20
	sl = append(sl, 30)
	fmt.Println(arr, sl, [2]int(sl), *(*[3]int)(sl))
	clear(sl)
	fmt.Println(arr, len(sl))

	m := map[string]int{"one": 1, "two": 2}
	m["three"] = 3
	delete(m, "one")
	v, ok := m["one"]
	fmt.Println(len(m), v, ok, m["two"], m)
	m["n"]++
	m["n"] += 5
	fmt.Println(m["n"])
	counts := map[rune]int{}
	for _, r := range "hello, world" {
		counts[r]++
	}
	keys := make([]int, 0)
	for r := range counts {
		keys = append(keys, int(r))
	}
	sort.Ints(keys)
	for _, k := range keys {
		fmt.Printf("%c=%d ", k, counts[rune(k)])
	}
	fmt.Println()
	type pt struct{ x, y int }
	grid := map[pt]string{{1, 2}: "a", {3, 4}: "b"}
	fmt.Println(grid[pt{1, 2}], grid[pt{3, 4}], len(grid[pt{5, 6}]))
	any1 := map[any]int{1: 1, "a": 2, 2.5: 3, pt{1, 1}: 4, [2]int{1, 2}: 5}
	fmt.Println(any1[1], any1["a"], any1[2.5], any1[pt{1, 1}], any1[[2]int{1, 2}], any1[int8(1)])
	big := make(map[int]int)
	for i := range 10000 {
		big[i] = i * i
	}
	for i := range 10000 {
		if i%3 != 0 {
			delete(big, i)
		}
	}
	sum := 0
	for k, v := range big {
		if v != k*k {
			panic("wrong")
		}
		sum += k
	}
	fmt.Println(len(big), sum)
	for k := range big {
		delete(big, k)
	}
	fmt.Println(len(big))
	grow := map[int]bool{0: true}
	for k := range grow {
		if k < 1000 {
			grow[k+1] = true
		}
	}
	fmt.Println(len(grow) >= 2)
	var nilmap map[string][]int
	fmt.Println(nilmap["x"], len(nilmap))
	lists := map[string][]int{}
	lists["a"] = append(lists["a"], 1, 2)
	fmt.Println(lists)
	clear(lists)
	fmt.Println(lists)
}
