// Monte Carlo pi again, now on every core: the same work cut into one piece for each worker.
// Compare GOMAXPROCS=1 with GOMAXPROCS=2: the answer is the same, the time is not.
package main

import (
	"fmt"
	"sync"
)

// random is a small generator of its own, so that a worker shares nothing with the others.
type random struct{ state uint64 }

func (r *random) float64() float64 {
	r.state ^= r.state << 13
	r.state ^= r.state >> 7
	r.state ^= r.state << 17
	return float64(r.state>>11) / (1 << 53)
}

func countInside(n int, seed uint64) int {
	r := random{seed}
	inside := 0
	for i := 0; i < n; i++ {
		x := r.float64()
		y := r.float64()
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
