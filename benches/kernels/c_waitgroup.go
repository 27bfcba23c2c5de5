package main

import "sync"

func main() {
	total := 0
	for range 20_000 {
		var wg sync.WaitGroup
		var parts [16]int
		for g := range parts {
			wg.Add(1)
			go func() {
				defer wg.Done()
				parts[g] = g
			}()
		}
		wg.Wait()
		for _, p := range parts {
			total += p
		}
	}
	println(total)
}
