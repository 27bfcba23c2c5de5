// An element of an array behind a nil pointer, by an index that is not known: gc checks the pointer itself.
package main

import "fmt"

type Board struct {
	size  int
	cells [9]int
}

var at = 4

//go:noinline
func find() *Board { return nil }

func main() {
	defer fmt.Println("deferred")
	find().cells[at]++
}
