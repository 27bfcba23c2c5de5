// Three panics in one frame, the last by a deferred builtin.
package main

import "errors"

func main() {
	defer panic("third")
	defer func() {
		defer func() { panic(errors.New("2b")) }()
		panic(2)
	}()
	panic("first")
}
