package main

import "fmt"

// Arguments that stand ready while an array is made for the next one: a collection may come in between.

type box struct{ n int }

//go:noinline
func boxed(n int) *box { return &box{n} }

//go:noinline
func named(n int) any { return fmt.Sprint("box ", n) }

//go:noinline
func sum(b *box, name any, bytes []byte, more []*box) string {
	for i := range 50 {
		_ = boxed(-i)
	}
	return fmt.Sprint(b.n, name, len(bytes), len(more), more[len(more)-1].n)
}

func main() {
	var list []*box
	text := []byte("text")
	for i := range 200 {
		list = append(list, boxed(i))
		text = append(text, "more text, until it is long enough"...)
		n := i
		s := sum(&box{n}, any(n*1000), make([]byte, 1000+n), list)
		s += sum(&box{n}, [2]int{n, n}, make([]byte, 1000+n), append(list, &box{n + 1}))
		s += sum(&box{n}, named(i), append([]byte(nil), text...), append([]*box{boxed(7)}, list...))
		if i%40 == 0 {
			fmt.Println(s)
		}
	}
	// Large arrays, before which a collection comes by itself.
	var structs [][3]int
	kept := map[int][]int{}
	for i := range 200_000 {
		structs = append(structs, [3]int{i, i * 2, i * 3})
		if i%10_000 == 0 {
			kept[i] = make([]int, 40_000)
			kept[i][i%40_000] = i
		}
	}
	total := 0
	for i, s := range structs {
		total += s[0] + s[1] + s[2] - 6*i
	}
	for i, k := range kept {
		total += k[i%40_000] - i
	}
	fmt.Println(total, len(structs), len(kept))
}
