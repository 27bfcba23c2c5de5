// A panic while the deferred function of a panic handles a third.
package main

import "fmt"

func main() {
	defer func() {
		defer func() {
			panic(fmt.Sprint("third after ", recover()))
		}()
		panic("second")
	}()
	panic("first")
}
