// A million goroutines alive at once, each waiting for the same gate to open.
package main

import (
	"fmt"
	"sync"
)

func main() {
	const n = 1_000_000
	gate := make(chan struct{})
	var ready, done sync.WaitGroup
	ready.Add(n)
	done.Add(n)
	results := make([]uint8, n)
	for i := range n {
		go func() {
			ready.Done()
			<-gate
			results[i] = 1
			done.Done()
		}()
	}
	ready.Wait()
	fmt.Println("all waiting:", n)
	close(gate)
	done.Wait()
	sum := 0
	for _, r := range results {
		sum += int(r)
	}
	fmt.Println("all done:   ", sum)
}
