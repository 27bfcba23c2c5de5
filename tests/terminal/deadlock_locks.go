// $ GOMAXPROCS=1 run --explain deadlock_locks.go
package main

import (
	"fmt"
	"sync"
)

var a, b sync.Mutex

func first(wg *sync.WaitGroup, x, y chan int) {
	defer wg.Done()
	a.Lock()
	x <- 1
	<-y
	b.Lock()
}

func second(wg *sync.WaitGroup, x, y chan int) {
	defer wg.Done()
	b.Lock()
	<-x
	y <- 1
	a.Lock()
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	x, y := make(chan int), make(chan int)
	go first(&wg, x, y)
	go second(&wg, x, y)
	for range 3 {
		go func() {
			c := make(chan string, 2)
			fmt.Println(<-c)
		}()
	}
	var rw sync.RWMutex
	rw.RLock()
	go func() {
		rw.Lock()
	}()
	go func() {
		var never chan int
		select {
		case never <- 1:
		case <-make(chan bool):
		}
	}()
	wg.Wait()
	rw.RUnlock()
}
