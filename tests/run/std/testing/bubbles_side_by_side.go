// Several bubbles at once, on one processor and on two.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func test(t *testing.T) {
	for _, procs := range []int{1, 2} {
		runtime.GOMAXPROCS(procs)
		var done atomic.Int32
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				synctest.Test(t, func(t *testing.T) {
					start := time.Now()
					c := make(chan int)
					go func() {
						time.Sleep(time.Duration(i) * time.Hour)
						c <- i
					}()
					if <-c == i && time.Since(start) == time.Duration(i)*time.Hour {
						done.Add(1)
					}
				})
			})
		}
		wg.Wait()
		fmt.Println(procs, done.Load())
	}
}

func main() {
	testing.Main(func(pat, str string) (bool, error) { return true, nil }, []testing.InternalTest{{Name: "Bubbles", F: test}}, nil, nil)
}
