// Bodies of loops over functions and literals are numbered apart, each in their own order.
package main

import (
	"fmt"
	"runtime"
)

func name() string {
	pc, _, _, _ := runtime.Caller(1)
	return runtime.FuncForPC(pc).Name()
}

//go:noinline
func twice(yield func(int) bool) {
	_ = yield(1) && yield(2)
}

func main() {
	func() { defer fmt.Println("end"); fmt.Println(name()) }()
	for i := range twice {
		fmt.Println(i, name())
	}
	show := func() { fmt.Println(name()) }
	show()
	for i := range twice {
		for j := range twice {
			fmt.Println(i, j, name())
		}
	}
	func() {
		defer fmt.Println("end")
		for i := range twice {
			fmt.Println(i, name())
		}
	}()
	last := func() { fmt.Println(name()) }
	last()
}
