// The second init function panics.
package main

func init() { println("first") }

func init() {
	var m map[string]bool
	m["x"] = true
}

func main() {}
