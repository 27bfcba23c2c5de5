package main

import "fmt"

type node struct{ next, last *node }

func try(n *node) (err error) {
	defer func() { err = recover().(error) }()
	n.last.next = nil
	return
}

func main() {
	err := try(nil)
	fmt.Println(err)
	panic(err)
}
