// Composite literals: keys, promoted keys (Go 1.27), elided types, pointers, open arrays, sparse indices, order and addresses.
package main

import "fmt"

type Object struct{ name, color string }
type Point3D struct {
	Object
	x, y, z float64
}
type Line struct {
	Object
	p, q Point3D
}
type Deep struct {
	Line
	ptr *Point3D
	_   int
	k   int
}
type Point struct{ X, Y int }
type PPoint *Point
type Grid [2][2]int
type Names map[string]Point

func note(s string) string { fmt.Print(s, " "); return s }
func num(i int) int        { fmt.Print(i, " "); return i }

func main() {
	promoted()
	structs()
	arraysAndSlices()
	elided()
	mapsOf()
	addresses()
	order()
	control()
	generic[Point](Point{1, 2})
	shapes[[]string]("a", "b")
}

func promoted() {
	l := Line{name: "diagonal", q: Point3D{y: 3, name: "inner"}}
	fmt.Println(l, Line{color: note("c"), name: note("n")}, Point3D{z: 1, color: "red"})
	d := &Deep{k: 1, p: Point3D{color: "red", x: 2}, ptr: &Point3D{name: "x"}, name: "deep"}
	fmt.Printf("%+v %+v %d\n", d.Line, *d.ptr, d.k)
	m := map[string]Line{"a": {color: "blue"}}
	s := []*Line{{name: "z"}, {p: Point3D{z: 1}, color: "q"}}
	fmt.Println(m, *s[0], *s[1], [1]Point3D{{name: "in array", y: 1}})
	type big struct {
		Deep
		pad [40]int
	}
	b := big{name: "big", k: 7, pad: [40]int{39: 9}}
	fmt.Println(b.name, b.k, b.pad[39], b.Deep.Line.Object, b == big{pad: [40]int{39: 9}, k: 7, name: "big"})
	var any any = Line{name: "boxed"}
	fmt.Println(any)
}

func structs() {
	p := Point{Y: 2}
	q := struct {
		Point
		*Object
		tag string
	}{p, &Object{"n", "c"}, "t"}
	fmt.Println(p, q.X, q.Y, q.name, q.tag, Point{}, Object{color: "only"})
	type blank struct {
		a int
		_ int
		b int
	}
	fmt.Println(blank{1, num(2), 3}, &blank{b: 1}, []blank{{4, 5, 6}})
}

func arraysAndSlices() {
	primes := []int{2, 3, 5, 7, 9, 2147483647}
	vowels := [128]bool{'a': true, 'e': true, 'i': true, 'o': true, 'u': true, 'y': true}
	filter := [10]float32{-1, 4: -0.1, -0.1, 9: -1}
	const last = 3
	sparse := []string{last: "three", 1: "one", "two", last + 2: "five"}
	fmt.Println(len(primes), vowels['e'], vowels['b'], filter, len(sparse), cap(sparse), sparse)
	fmt.Printf("%q\n", [...]string{5: "five", 1: "one", "two"})
	fmt.Println(len([...]int{}), [...]int{9: 1, 0: 2}, [3]int{}, [...]Grid{{{1}, {1: 2}}}, []byte{'a', 98, 0x63}, [...]rune{'\u4e16': 1}['\u4e16'])
	big := [1000]int{500: 1, 2, 3}
	fmt.Println(big[500:503], big[999], len(big))
	var none []int
	empty := []int{}
	fmt.Println(none == nil, empty == nil, len(empty), *new([]int) == nil, *&[]int{} == nil)
}

func elided() {
	a := [...]Point{{1, -3}, {0, 0}}
	b := [][]int{{1, 2, 3}, {4, 5}, nil, {}}
	c := [][]Point{{{0, 1}, {1, 2}}}
	d := map[string]Point{"orig": {0, 0}}
	e := map[Point]string{{0, 0}: "orig", {X: 1}: "x"}
	f := [2]*Point{{1, -3}, {}}
	g := [2]PPoint{{1, -3}, {}}
	h := map[string][]map[Point]*Grid{"k": {{{1, 2}: {{3, 4}, {5, 6}}}, nil}}
	i := []Names{{"a": {1, 2}}, {}}
	j := []*[]int{{1, 2}, nil}
	k := map[[2]int]*map[string]int{{1, 2}: {"x": 1}}
	l := []any{Point{1, 2}, []int{1}, map[string]int{"a": 1}}
	m := [...]struct{ a, b []int }{{a: []int{1}}, {b: []int{2}}}
	fmt.Println(a, b, c, d, e[Point{}], e[Point{1, 0}], *f[0], *f[1], *g[0], g[1].X, h["k"][0][Point{1, 2}][1][0], i, *j[0], (*k[[2]int{1, 2}])["x"], l, m)
	fmt.Println(b[2] == nil, b[3] == nil, len(h["k"]))
}

func mapsOf() {
	freq := map[string]float32{"C0": 16.35, "D0": 18.35, "A0": 27.50}
	x := 1
	dup := map[int]string{x: "first", x + 0: "second", 2: "c"}
	nan := map[any]int{1: 1, 1.0: 2, "1": 3, Point{1, 1}: 4, [1]int{1}: 5, nil: 6, true: 7, int8(1): 8}
	fmt.Println(len(freq), dup, len(nan), nan[1], nan[1.0], nan[nil], nan[Point{1, 1}], nan[[1]int{1}], nan[int8(1)], nan[int16(1)])
	fmt.Println(map[bool]int{true: 1, false: 0}, map[struct{}]int{{}: 1}, map[*int]int{nil: 3}[nil])
}

func addresses() {
	p, q := &Point{1, 2}, &Point{1, 2}
	var ps []*Point
	for i := range 3 {
		ps = append(ps, &Point{X: i})
	}
	fmt.Println(p == q, *p == *q, ps[0].X, ps[1].X, ps[2].X, (&[3]int{1, 2, 3})[1:], len(&[3]int{}), (&map[string]int{"a": 1}) != nil)
	arr := &[...]int{1, 2, 3}
	arr[1] = 20
	s := (&[4]int{1, 2, 3, 4})[1:3]
	s = append(s, 9)
	fmt.Println(*arr, s, cap(s), (&Point{3, 4}).X, Point{5, 6}.Y, []int{7, 8}[1], map[string]int{"z": 26}["z"], [...]string{"a", "b"}[len("x")])
	pp := &[]*Point{{1, 2}}
	(*pp)[0].X++
	fmt.Println(*(*pp)[0], *&Point{9, 9})
}

func order() {
	_ = []int{num(1), 5: num(2), 2: num(3)}
	_ = Point{Y: num(4), X: num(5)}
	_ = map[int]int{num(6): num(7), num(8): num(9)}
	_ = [2]Point{1: {num(10), num(11)}, 0: {Y: num(12), X: num(13)}}
	fmt.Println()
}

func control() {
	if (Point{1, 2} == Point{1, 2}) {
		fmt.Print("equal ")
	}
	if p := (Point{3, 4}); p.X == 3 {
		fmt.Print(p, " ")
	}
	for _, v := range []Point{{1, 1}, {2, 2}} {
		fmt.Print(v.X, " ")
	}
	switch (Point{}) {
	case Point{0, 0}:
		fmt.Print("zero ")
	}
	if f := func() Point { return Point{7, 8} }; f() == (Point{7, 8}) {
		fmt.Println("func")
	}
}

func generic[T any](v T) {
	type box struct {
		v T
		n []T
	}
	fmt.Println(box{v, []T{v}}, []T{v, 3: v}, map[string]T{"k": v}, [2]T{1: v}, struct{ f T }{v})
}

func shapes[S ~[]string](a, b string) {
	fmt.Println(S{a, 2: b}, len(S{}))
}
