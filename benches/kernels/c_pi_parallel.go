// Monte Carlo pi again, now on every core: the same work cut into one piece for each worker.
// Compare GOMAXPROCS=1 with GOMAXPROCS=2: the answer is the same, the time is not.
package main

import (
	"fmt"
	"sync"
)

// next is a small random generator that keeps no state of its own, so that the workers share nothing.
func next(state uint64) (newState uint64, number float64) {
	state ^= state << 13
	state ^= state >> 7
	state ^= state << 17
	return state, float64(state>>11) / (1 << 53)
}

func countInside(n int, state uint64) int {
	inside := 0
	var x, y float64
	for i := 0; i < n; i++ {
		state, x = next(state)
		state, y = next(state)
		if x*x+y*y <= 1 {
			inside++
		}
	}
	return inside
}

func main() {
	const workers, each = 8, 2_500_000
	inside := make([]int, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			inside[w] = countInside(each, uint64(w+1)*0x9E3779B97F4A7C15)
		}()
	}
	wg.Wait()
	total := 0
	for _, n := range inside {
		total += n
	}
	fmt.Printf("Pi: %.6f from %d points\n", 4*float64(total)/float64(workers*each), workers*each)
}
