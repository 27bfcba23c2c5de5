package main

import "fmt"

type node struct{ next, last *node }

// What Go has heard of a signal it tells with whatever ends the program while a panic is on its way.
func try(n *node) (err error) {
	defer func() { err = recover().(error) }()
	n.last.next = nil
	return
}

func main() {
	fmt.Println(try(nil))
	defer func() {
		r := recover()
		fmt.Println(try(&node{}))
		panic(fmt.Sprint("after ", r))
	}()
	panic("first")
}
