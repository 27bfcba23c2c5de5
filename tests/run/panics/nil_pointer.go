package main

type node struct {
	next *node
	v    int
}

func (n *node) value() int { return n.v }

func main() {
	n := &node{}
	println(n.next.value())
}
