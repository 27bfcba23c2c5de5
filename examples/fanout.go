// Fan-out, fan-in: one list of jobs, several workers, results gathered in order.
package main

import (
	"fmt"
	"sync"
)

type result struct {
	job, value int
}

// collatz counts the steps from n to 1: uneven work, so that sharing it out matters.
func collatz(n int) int {
	steps := 0
	for n != 1 {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
		steps++
	}
	return steps
}

func worker(jobs <-chan int, results chan<- result, wg *sync.WaitGroup) {
	defer wg.Done()
	for job := range jobs {
		longest := 0
		for n := job * 1000; n < (job+1)*1000; n++ {
			if n > 0 {
				longest = max(longest, collatz(n))
			}
		}
		results <- result{job, longest}
	}
}

func main() {
	const jobCount, workerCount = 32, 4
	jobs := make(chan int)
	results := make(chan result, jobCount)

	var wg sync.WaitGroup
	for range workerCount {
		wg.Add(1)
		go worker(jobs, results, &wg)
	}
	for job := range jobCount {
		jobs <- job
	}
	close(jobs)
	wg.Wait()
	close(results)

	longest := make(map[int]int)
	for r := range results {
		longest[r.job] = r.value
	}
	for job := 0; job < jobCount; job += 8 {
		fmt.Printf("numbers from %5d: at most %d steps\n", job*1000, longest[job])
	}
	fmt.Println("jobs done:", len(longest))
}
