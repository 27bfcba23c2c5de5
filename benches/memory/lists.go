package main

type node struct {
	value int
	next  *node
}

func build(n int) *node {
	var head *node
	for i := range n {
		head = &node{i, head}
	}
	return head
}

func sum(n *node) int {
	s := 0
	for ; n != nil; n = n.next {
		s += n.value
	}
	return s
}

func main() {
	kept := build(300_000)
	total := 0
	for range 60 {
		total += sum(build(50_000))
	}
	println(total, sum(kept))
}
