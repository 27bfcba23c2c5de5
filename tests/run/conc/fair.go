// What a scheduler owes everybody, with one processor: loops without calls, pairs that wake each other for ever, and what blocks in a native
// keep nobody from running.
package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

var sink int

// loops never call anything, some of them in nested and unconditional loops; main has to get its turns all the same.
func loops() {
	var stop atomic.Bool
	for g := range 3 {
		go func() {
			switch g {
			case 0:
				for i := 0; ; i++ {
					sink = i
				}
			case 1:
				for {
				}
			default:
				for {
					for range 1000 {
					}
					if stop.Load() {
						return
					}
				}
			}
		}()
	}
	for i := range 3 {
		time.Sleep(time.Millisecond)
		fmt.Println("main's turn", i)
	}
	stop.Store(true)
}

// pair is two goroutines that wake each other for ever; a third that was started after them has to come to its end.
func pair() {
	a, b := make(chan int), make(chan int)
	go func() {
		for x := range a {
			b <- x
		}
	}()
	go func() {
		for x := 0; ; x++ {
			a <- x
			<-b
		}
	}()
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 10 {
				runtime.Gosched()
			}
			sink += i
		}()
	}
	wg.Wait()
	fmt.Println("others ran beside the pair")
}

// handOver does the same with a lock that is given back and taken at once.
func handOver() {
	var mu sync.Mutex
	var stop atomic.Bool
	ended := make(chan bool)
	go func() {
		for !stop.Load() {
			mu.Lock()
			time.Sleep(100 * time.Microsecond)
			mu.Unlock()
		}
		ended <- true
	}()
	time.Sleep(time.Millisecond)
	for range 5 {
		mu.Lock()
		mu.Unlock()
	}
	stop.Store(true)
	<-ended
	fmt.Println("a greedy holder lets others have the lock")
}

// blocked reads from a pipe while the only processor is needed by whoever writes.
func blocked() {
	r, w, err := os.Pipe()
	if err != nil {
		fmt.Println(err)
		return
	}
	got := make(chan string)
	go func() {
		text := make([]byte, 5)
		n, _ := r.Read(text)
		got <- string(text[:n])
	}()
	time.Sleep(time.Millisecond)
	w.Write([]byte("hello"))
	fmt.Println(<-got)
}

// resized changes the number of processors while goroutines run on them.
func resized() {
	var wg sync.WaitGroup
	var sum, ended atomic.Int64
	for g := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 2000 {
				sum.Add(int64(i * g))
				if i%100 == 0 {
					runtime.Gosched()
				}
			}
			ended.Add(1)
		}()
	}
	for i := 0; ended.Load() < 8; i++ {
		runtime.GOMAXPROCS(1 + i%4)
		time.Sleep(50 * time.Microsecond)
	}
	wg.Wait()
	runtime.GOMAXPROCS(3)
	fmt.Println(sum.Load(), runtime.GOMAXPROCS(1))
}

func main() {
	runtime.GOMAXPROCS(1)
	blocked()
	handOver()
	resized()
	pair()
	loops()
}
