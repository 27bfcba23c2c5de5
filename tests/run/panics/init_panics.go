// A package variable cannot be initialised.
package main

var table = build(0)

func build(n int) []int {
	return make([]int, 3)[n+3:][n:][:n+1]
}

func init() {
	println("not reached")
}

func main() {}
