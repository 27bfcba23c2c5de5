// Functions that call each other are looked at together: what they are given may stay where it is.
package main

func even(s []int, n int) int {
	if n == 0 {
		return len(s)
	}
	return odd(s, n-1)
}
func odd(s []int, n int) int {
	if n == 0 {
		return cap(s)
	}
	return even(s, n-1)
}

func keepEven(s []int, n int) []int {
	if n == 0 {
		return s
	}
	return keepOdd(s, n-1)
}
func keepOdd(s []int, n int) []int {
	if n == 0 {
		kept = s
		return nil
	}
	return keepEven(s, n-1)
}

var kept []int

type tree struct {
	value int
	kids  []*tree
}

func (t *tree) walk(visit func(int), path []int) {
	visit(t.value)
	t.descend(visit, append(path, t.value))
}
func (t *tree) descend(visit func(int), path []int) {
	for _, k := range t.kids {
		k.walk(visit, path)
	}
	if len(t.kids) == 0 {
		println("path", len(path), cap(path))
	}
}

func main() {
	var s []int
	s = append(s, 1)
	println(cap(s), even(s, 3), odd(s, 2))
	var t []int
	t = append(t, 1)
	keepEven(t, 3)
	println(cap(t))
	var seen []int
	root := &tree{1, []*tree{{2, nil}, {3, []*tree{{4, nil}}}}}
	root.walk(func(v int) { seen = append(seen, v) }, nil)
	println(cap(seen))
}
