package main

import "sync"

func deep(n int) int {
	var pad [10]int
	pad[n%10] = n
	if n == 0 {
		return pad[3]
	}
	return deep(n-1) + pad[n%10]
}

func main() {
	var wg sync.WaitGroup
	gate := make(chan bool)
	results := make([]int, 20_000)
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-gate
			results[i] = deep(i % 20)
		}()
	}
	close(gate)
	wg.Wait()
	sum := 0
	for _, r := range results {
		sum += r
	}
	println(sum)
}
