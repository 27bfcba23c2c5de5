package main

import "fmt"

type point struct{ x, y int }
type big struct {
	name  string
	data  [4]int
	inner point
	more  []string
	f     float64
	ok    bool
}

func (p point) moved(d int) point { p.x += d; return p }
func (p *point) move(d int)       { p.x += d }

func change(a [3]int, b big) ([3]int, big) {
	a[0] = 100
	b.data[0] = 100
	b.name = "changed"
	return a, b
}

func main() {
	// arrays and structs are values
	a := [3]int{1, 2, 3}
	b := a
	b[0] = 9
	s := big{name: "s", data: [4]int{1, 2, 3, 4}, inner: point{1, 2}}
	t := s
	t.data[1] = 50
	t.inner.x = 60
	fmt.Println(a, b, s.data, t.data, s.inner, t.inner, a == b, a == [3]int{1, 2, 3})
	a2, s2 := change(a, s)
	fmt.Println(a, a2, s.name, s2.name, s.data, s2.data)

	arr := [2][2]int{{1, 2}, {3, 4}}
	row := arr[0]
	row[0] = 7
	p := &arr[1]
	p[1] = 8
	fmt.Println(arr, row, *p, len(p))
	for i, v := range arr {
		arr[1][0] = 99
		fmt.Print(i, v, " ")
	}
	fmt.Println(arr)

	// interfaces hold copies
	var e any = a
	a[1] = -1
	fmt.Println(e, a, e == any([3]int{1, 2, 3}))
	var f any = s
	s.f = 2.5
	fmt.Println(f.(big).f, s.f)

	// maps of structs, slices of structs
	m := map[string]point{"a": {1, 2}}
	q := m["a"]
	q.x = 10
	fmt.Println(m["a"], q, m["none"])
	m["a"] = q
	ps := []point{{1, 2}, {3, 4}}
	for _, p := range ps {
		p.x = 100
	}
	for i := range ps {
		ps[i].x += 100
	}
	ps[0].move(5)
	fmt.Println(ps, ps[1].moved(1), m)

	// composite literals of all forms
	nested := map[string][]map[int]point{"k": {{1: {1, 1}}, {2: {2, 2}}}}
	fmt.Println(nested["k"][1][2], len(nested["k"]))
	idx := [...]string{2: "two", 0: "zero", 5: "five"}
	fmt.Println(len(idx), idx)
	pp := []*point{{1, 2}, {3, 4}}
	fmt.Println(*pp[1], *(&point{y: 3}))
	anon := struct {
		A int
		B string
	}{1, "x"}
	fmt.Printf("%v %+v %T\n", anon, anon, anon)

	// swaps and multiple assignment
	i, xs := 0, []int{10, 20, 30}
	i, xs[i] = 2, 99
	xs[1], xs[2] = xs[2], xs[1]
	fmt.Println(i, xs)
	x, y := 1, 2
	x, y = y, x+y
	fmt.Println(x, y)

	// comparison
	type key struct {
		a string
		b any
	}
	fmt.Println(key{"a", 1} == key{"a", 1}, key{"a", 1} == key{"a", "1"}, point{1, 2} == point{1, 2})
	var np *point
	var ni any = np
	fmt.Println(np == nil, ni == nil, ni == (*point)(nil))
	new1 := new(point)
	new1.y = 4
	fmt.Println(*new1, *new(42 + 1))
}
