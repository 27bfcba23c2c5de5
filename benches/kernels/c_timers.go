package main

import (
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for i := range 100_000 {
		wg.Add(1)
		go func() {
			time.Sleep(time.Duration(i%100) * time.Millisecond)
			wg.Done()
		}()
	}
	wg.Wait()
	println("done")
}
