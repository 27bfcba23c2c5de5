package main

import "sync"

type counter struct {
	mu sync.Mutex
	n  int
}

func main() {
	var c counter
	for range 25_000_000 {
		c.mu.Lock()
		c.n++
		c.mu.Unlock()
	}
	println(c.n)
}
