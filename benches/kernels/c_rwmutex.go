package main

import "sync"

func main() {
	var (
		mu sync.RWMutex
		wg sync.WaitGroup
	)
	table := map[int]int{}
	for g := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sum := 0
			for i := range 1_000_000 {
				if i%100 == 0 {
					mu.Lock()
					table[i%1000] += g
					mu.Unlock()
				} else {
					mu.RLock()
					sum += table[i%1000]
					mu.RUnlock()
				}
			}
		}()
	}
	wg.Wait()
	println(len(table))
}
