package main

type node struct{ left, right *node }

func build(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{build(depth - 1), build(depth - 1)}
}

func (n *node) check() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.check() + n.right.check()
}

func main() {
	const depth = 16
	long := build(depth)
	for d := 4; d <= depth; d += 4 {
		total := 0
		for range 1 << (depth - d + 4) {
			total += build(d).check()
		}
		println(d, total)
	}
	println(long.check())
}
