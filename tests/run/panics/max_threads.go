package main

import (
	"fmt"
	"runtime/debug"
)

// Fewer threads than there are already.
func main() {
	fmt.Println(debug.SetMaxThreads(5000), debug.SetMaxThreads(10000))
	debug.SetMaxThreads(1)
	fmt.Println("not reached")
}
