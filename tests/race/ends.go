// Another exit code than 0 stays what it is.
package main

import (
	"os"
	"runtime"
	"time"
)

var x int

func main() {
	go func() { x = 1 }()
	for runtime.NumGoroutine() > 1 {
		time.Sleep(time.Millisecond)
	}
	x = 2
	os.Exit(3)
}
