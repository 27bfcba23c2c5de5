package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func producer(n int, ch chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for i := range n {
		ch <- i
	}
}

func main() {
	a, b := make(chan int), make(chan int, 4)
	var wg sync.WaitGroup
	wg.Add(2)
	go producer(100, a, &wg)
	go producer(100, b, &wg)
	quit := make(chan struct{})
	go func() { wg.Wait(); close(quit) }()
	sum, n := 0, 0
	for open := true; open || n < 200; {
		select {
		case v := <-a:
			sum += v
			n++
		case v, ok := <-b:
			if ok {
				sum += v
				n++
			}
		case <-quit:
			open = false
			quit = nil
		}
	}
	fmt.Println(sum, n)

	// send cases, default, nil channels
	c := make(chan string, 1)
	for i := range 4 {
		select {
		case c <- fmt.Sprint("m", i):
			fmt.Print("sent ")
		case m := <-c:
			fmt.Print("got ", m, " ")
		}
	}
	fmt.Println(len(c), cap(c))

	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err())
	case <-time.After(5 * time.Second):
		fmt.Println("late")
	}

	var once sync.Once
	var ran atomic.Int32
	for range 10 {
		wg.Go(func() { once.Do(func() { ran.Add(1) }) })
	}
	wg.Wait()
	fmt.Println("once:", ran.Load())

	var rw sync.RWMutex
	shared := map[int]int{}
	for w := range 4 {
		wg.Go(func() {
			for i := range 50 {
				rw.Lock()
				shared[i] += w
				rw.Unlock()
				rw.RLock()
				_ = shared[i]
				rw.RUnlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(len(shared), shared[10])

	cond := sync.NewCond(&sync.Mutex{})
	ready, woken := false, atomic.Int32{}
	for range 5 {
		wg.Go(func() {
			cond.L.Lock()
			for !ready {
				cond.Wait()
			}
			cond.L.Unlock()
			woken.Add(1)
		})
	}
	time.Sleep(5 * time.Millisecond)
	cond.L.Lock()
	ready = true
	cond.L.Unlock()
	cond.Broadcast()
	wg.Wait()
	fmt.Println("woken:", woken.Load())

	results := make(chan [3]int)
	go func() { results <- [3]int{1, 2, 3} }()
	type rec struct {
		name string
		tags []string
	}
	recs := make(chan rec, 2)
	recs <- rec{"x", []string{"a"}}
	fmt.Println(<-results, <-recs)

	timer := time.AfterFunc(time.Hour, func() {})
	fmt.Println(timer.Stop(), timer.Stop())
	// a loop without calls does not starve others
	var flag atomic.Bool
	go func() { time.Sleep(2 * time.Millisecond); flag.Store(true) }()
	spins := 0
	for !flag.Load() {
		spins++
	}
	fmt.Println(spins > 0)
}
