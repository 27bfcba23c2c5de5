// A counter that many goroutines share: with a mutex, and with an atomic.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type counter struct {
	mu     sync.Mutex
	values map[string]int
}

func (c *counter) add(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[name]++
}

func main() {
	c := counter{values: map[string]int{}}
	var hits atomic.Int64
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			for range 100 {
				if i%2 == 0 {
					c.add("even")
				} else {
					c.add("odd")
				}
				hits.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(c.values["even"], c.values["odd"], hits.Load())
	fmt.Println(c.values)
}
