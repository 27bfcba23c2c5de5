// Waiting for whichever comes first: an answer or the end of patience.
package main

import (
	"fmt"
	"time"
)

func slowAnswer(delay time.Duration) <-chan string {
	answer := make(chan string, 1)
	go func() {
		time.Sleep(delay)
		answer <- "the answer is 42"
	}()
	return answer
}

func ask(delay, patience time.Duration) string {
	select {
	case answer := <-slowAnswer(delay):
		return answer
	case <-time.After(patience):
		return "timed out"
	}
}

func main() {
	fmt.Println("quick:", ask(time.Millisecond, 2*time.Second))
	fmt.Println("slow: ", ask(2*time.Second, 20*time.Millisecond))

	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	ticks := 0
	for range ticker.C {
		ticks++
		if ticks == 3 {
			break
		}
	}
	fmt.Println("ticks:", ticks)

	var never chan int
	select {
	case <-never:
		fmt.Println("cannot happen")
	default:
		fmt.Println("nothing ready")
	}
}
