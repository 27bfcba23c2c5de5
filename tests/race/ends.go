// Another exit code than 0 stays what it is.
package main

import (
	"os"
	"time"
)

var x int

func main() {
	go func() { x = 1 }()
	time.Sleep(100 * time.Millisecond)
	x = 2
	os.Exit(3)
}
