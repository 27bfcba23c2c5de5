// A stack that may not grow far.
package main

import (
	"fmt"
	"runtime/debug"
)

//go:noinline
func down(n int) int {
	return down(n+1) + 1
}

func main() {
	fmt.Println(debug.SetMaxStack(1 << 20))
	fmt.Println(debug.SetMaxStack(2 << 20))
	down(0)
}
