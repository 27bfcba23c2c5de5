// A pipeline: each stage is a goroutine, joined to the next by a channel.
package main

import "fmt"

func generate(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			out <- i
		}
	}()
	return out
}

func square(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			out <- n * n
		}
	}()
	return out
}

func keep(in <-chan int, test func(int) bool) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			if test(n) {
				out <- n
			}
		}
	}()
	return out
}

func main() {
	odd := func(n int) bool { return n%2 == 1 }
	sum := 0
	for n := range keep(square(generate(20)), odd) {
		fmt.Print(n, " ")
		sum += n
	}
	fmt.Println()
	fmt.Println("sum of odd squares:", sum)
}
