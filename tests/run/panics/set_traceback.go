// debug.SetTraceback: the other goroutines are shown too; less than GOTRACEBACK says is not to be had.
package main

import (
	"runtime/debug"
	"time"
)

func wait(c chan int) { <-c }

func main() {
	go wait(make(chan int))
	time.Sleep(20 * time.Millisecond)
	debug.SetTraceback("all")
	debug.SetTraceback("none")
	debug.SetTraceback("all")
	panic("the end")
}
