// Go lists goroutines as their memory was first used: who gets the memory of one that has ended stands at its place.
package main

import "runtime"

func waits(c chan int) { <-c }

// Lets the others run until they end or wait.
func others() {
	for range 10 {
		runtime.Gosched()
	}
}

func main() {
	runtime.GOMAXPROCS(1)
	go waits(make(chan int))
	go func() {}()
	go waits(nil)
	others()
	// This one stands second.
	go func() { make(chan int) <- 1 }()
	others()
	go func() { select {} }()
	others()
	select {}
}
