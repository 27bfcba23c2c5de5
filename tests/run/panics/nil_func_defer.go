// A nil function value panics when the deferred call runs.
package main

func main() {
	var f func()
	defer println("first")
	defer f()
	println("body")
}
