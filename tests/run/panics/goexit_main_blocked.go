// The main goroutine has left; another one waits for ever: that is the deadlock, not that there is none.
package main

import "runtime"

func main() {
	ready := make(chan bool)
	go func() {
		ready <- true
		select {}
	}()
	<-ready
	runtime.Goexit()
}
