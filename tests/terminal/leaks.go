// $ GOMAXPROCS=1 run --explain leaks.go
package main

import (
	"fmt"
	"time"
)

type job struct{ id int }

func producer(out chan<- job) {
	for i := 0; ; i++ {
		out <- job{i}
	}
}

func main() {
	jobs := make(chan job)
	go producer(jobs)
	done := make(chan bool)
	go func() {
		select {
		case <-done:
		case j := <-make(chan int):
			fmt.Println(j)
		}
	}()
	fmt.Println(<-jobs)
	time.Sleep(10 * time.Millisecond)
}
