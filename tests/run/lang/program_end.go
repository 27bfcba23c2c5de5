// Program execution: the program ends when main returns, whatever other goroutines do.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	defer fmt.Println("main's deferred calls run")
	started := make(chan bool, 3)
	go func() {
		defer fmt.Println("never: the program does not wait")
		started <- true
		for {
		}
	}()
	go func() {
		defer fmt.Println("never")
		started <- true
		select {}
	}()
	go func() {
		started <- true
		time.Sleep(time.Hour)
	}()
	for range 3 {
		<-started
	}
	fmt.Println("goroutines", runtime.NumGoroutine())
}
