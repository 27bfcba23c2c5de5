// A select with several cases for one channel takes each of them now and then, also when it had to wait.
package main

import (
	"fmt"
	"runtime"
)

func sends(size int) {
	const n = 2000
	c := make(chan int, size)
	var got [3]int
	done := make(chan bool)
	go func() {
		for range n {
			runtime.Gosched()
			got[<-c]++
		}
		done <- true
	}()
	for range n {
		select {
		case c <- 0:
		case c <- 1:
		case c <- 2:
		}
	}
	<-done
	fmt.Println("sends:", got[0] > n/10, got[1] > n/10, got[2] > n/10, got[0]+got[1]+got[2] == n)
}

func receives(size int) {
	const n = 2000
	c := make(chan int, size)
	var none chan int
	var got [3]int
	go func() {
		for i := range n {
			runtime.Gosched()
			c <- i
		}
		close(c)
	}()
	for open := true; open; {
		case_ := 0
		select {
		case _, open = <-c:
			case_ = 0
		case <-none:
		case _, open = <-c:
			case_ = 1
		case _, open = <-c:
			case_ = 2
		}
		if open {
			got[case_]++
		}
	}
	fmt.Println("receives:", got[0] > n/10, got[1] > n/10, got[2] > n/10, got[0]+got[1]+got[2] == n)
}

func main() {
	for size := range 2 {
		sends(size)
		receives(size)
	}
}
