// A cleanup panics: no goroutine of the program has started the one that calls it.
package main

import (
	"runtime"
	"time"
)

type buffer struct{ words [4]int }

func leave() {
	runtime.AddCleanup(&buffer{}, func(n int) { panic(n) }, 42)
}

func main() {
	leave()
	runtime.GC()
	time.Sleep(10 * time.Second)
}
