// A field far behind a nil pointer: gc checks the pointer itself.
package main

import "fmt"

type Page struct {
	bytes [1 << 13]byte
	next  *Page
	count int
}

//go:noinline
func first() *Page { return nil }

func main() {
	fmt.Println("start")
	fmt.Println(first().count)
}
