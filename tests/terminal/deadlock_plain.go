// $ GOMAXPROCS=1 run deadlock_plain.go
package main

import "sync"

func main() {
	var mu sync.Mutex
	c := make(chan int)
	go func() {
		mu.Lock()
		c <- 1
	}()
	<-c
	mu.Lock()
}
