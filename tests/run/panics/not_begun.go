// A goroutine that has not begun stands before its first instruction.
package main

import (
	"runtime"
	"runtime/debug"
)

func work() {
	for range 3 {
		runtime.Gosched()
	}
}

func main() {
	runtime.GOMAXPROCS(1)
	debug.SetTraceback("all")
	go work()
	go func() {
		work()
	}()
	panic("before anybody else runs")
}
