// $ GOMAXPROCS=1 run --explain leaks_panic.go
package main

import "time"

func worker(jobs chan int) {
	for range jobs {
	}
}

func main() {
	go worker(make(chan int))
	time.Sleep(10 * time.Millisecond)
	var m map[string]int
	m["a"] = 1
}
