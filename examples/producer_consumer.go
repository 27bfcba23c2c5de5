// Producers and consumers around one buffered channel.
package main

import (
	"fmt"
	"sync"
)

func main() {
	const producers, consumers, each = 3, 2, 1000
	buffer := make(chan int, 16)

	var producing sync.WaitGroup
	for p := range producers {
		producing.Add(1)
		go func(first int) {
			defer producing.Done()
			for i := range each {
				buffer <- first + i
			}
		}(p * each)
	}
	go func() {
		producing.Wait()
		close(buffer)
	}()

	sums := make(chan int)
	for range consumers {
		go func() {
			sum := 0
			for n := range buffer {
				sum += n
			}
			sums <- sum
		}()
	}
	total := 0
	for range consumers {
		total += <-sums
	}
	fmt.Println("produced", producers*each, "consumed sum", total)
}
