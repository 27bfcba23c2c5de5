// A panic crosses from the iterator to the caller of next.
package main

import "iter"

func main() {
	next, stop := iter.Pull(func(yield func(int) bool) {
		yield(1)
		panic("in the iterator")
	})
	defer stop()
	println(next())
	println(next())
}
