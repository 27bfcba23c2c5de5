// Reports say which goroutines have locked themselves to their thread.
package main

import (
	"runtime"
	"time"
)

func init() {
	runtime.LockOSThread()
	runtime.LockOSThread()
	runtime.UnlockOSThread()
}

func main() {
	go func() {
		runtime.LockOSThread()
		select {}
	}()
	time.Sleep(10 * time.Millisecond)
	go func() {
		runtime.LockOSThread()
		runtime.UnlockOSThread()
		select {}
	}()
	time.Sleep(10 * time.Millisecond)
	<-make(chan int)
}
