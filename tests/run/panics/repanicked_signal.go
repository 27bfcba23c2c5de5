// The error of a nil pointer, thrown again, is still of a signal; one recovered before is not.
package main

type node struct{ next *node }

func quiet() {
	defer func() { recover() }()
	var n *node
	n = n.next
}

func main() {
	quiet()
	defer func() {
		panic(recover())
	}()
	var n *node
	n.next = n
}
