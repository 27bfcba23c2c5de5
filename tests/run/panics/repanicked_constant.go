// As two runtime errors: a constant is one object, strings made by the program are not.
package main

import "fmt"

func main() {
	defer func() {
		recover()
		panic("constant")
	}()
	defer func() {
		recover()
		panic("constant")
	}()
	s := fmt.Sprint("made ", len("here"))
	defer func() {
		recover()
		panic(s + "!")
	}()
	panic(s + "!")
}
