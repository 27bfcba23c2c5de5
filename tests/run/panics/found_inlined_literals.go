// Literals that gc inlines where they are called: in a variable, where they stand, in each other; those that defer are called, and what they
// capture becomes arguments.
package main

import "fmt"

var table = []int{1, 2, 3}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	n := len("four")
	try("variable", func() {
		f := func() int { return table[n] }
		fmt.Println(f())
	})
	get := func() int { return table[n] }
	func() {
		defer fmt.Println("captures", n)
		func() {
			fmt.Println(get())
		}()
	}()
}
