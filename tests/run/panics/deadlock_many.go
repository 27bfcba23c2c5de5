// Every goroutine with its reason, and who created it.
package main

import (
	"sync"
	"time"
)

func worker(c chan int, wg *sync.WaitGroup) {
	defer wg.Done()
	for v := range c {
		println(v)
	}
}

func main() {
	var wg sync.WaitGroup
	c := make(chan int)
	wg.Add(1)
	go worker(c, &wg)
	time.Sleep(time.Millisecond)
	c <- 1
	wg.Wait()
}
