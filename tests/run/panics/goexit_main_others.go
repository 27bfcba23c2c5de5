// main leaves by Goexit, another goroutine ends later.
package main

import (
	"runtime"
	"time"
)

func main() {
	go func() {
		time.Sleep(10 * time.Millisecond)
		println("other done")
	}()
	runtime.Goexit()
}
