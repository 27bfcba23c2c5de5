// The body is called after the loop.
package main

var saved func(int) bool

func seq(yield func(int) bool) { saved = yield }

func main() {
	for range seq {
	}
	saved(1)
}
