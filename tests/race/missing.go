// What looks like an order and is none.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// wait: until no more goroutines are alive than these. What it looks at orders nothing.
func wait(alive int) {
	for runtime.NumGoroutine() > alive {
		time.Sleep(time.Millisecond)
	}
}

//go:noinline
func bump(n *int64) int64 { return atomic.AddInt64(n, 1) + 0 }

func main() {
	// A channel with room does not hold up who sends.
	a := 0
	done := make(chan bool, 1)
	go func() {
		a = 1
		<-done
	}()
	time.Sleep(200 * time.Millisecond)
	done <- true
	fmt.Println(a)

	// Under a lock for reading nobody may write.
	b := 0
	var rw sync.RWMutex
	both := make(chan bool, 2)
	go func() {
		rw.RLock()
		b++
		rw.RUnlock()
		both <- true
	}()
	wait(1)
	rw.RLock()
	b++
	rw.RUnlock()
	<-both

	// Two locks are not one.
	c := 0
	var one, other sync.Mutex
	go func() {
		one.Lock()
		c++
		one.Unlock()
		both <- true
	}()
	wait(1)
	other.Lock()
	c++
	other.Unlock()
	<-both

	// Atomic here and plain there.
	var d int64
	go func() {
		d++
		both <- true
	}()
	wait(1)
	fmt.Println(bump(&d))
	<-both

	// Who has waited for one has not waited for the other.
	e := 0
	var wg sync.WaitGroup
	wg.Add(1)
	go func() { wg.Done() }()
	go func() {
		e = 1
		both <- true
	}()
	wait(1)
	wg.Wait()
	fmt.Println(e)
	<-both

	// Time orders nothing.
	f := 0
	time.AfterFunc(time.Millisecond, func() {
		f = 1
		both <- true
	})
	time.Sleep(200 * time.Millisecond)
	fmt.Println(f)
	<-both

	// The variable of a loop around, not in.
	var g int
	for g = 0; g < 1; g++ {
		go func() {
			fmt.Println(g)
			both <- true
		}()
		wait(1)
	}
	<-both

	// Looked at again without the lock.
	var cache map[string]int
	get := func(k string) int {
		if cache == nil {
			one.Lock()
			if cache == nil {
				cache = map[string]int{"k": 1}
			}
			one.Unlock()
		}
		return cache[k]
	}
	go func() {
		get("k")
		both <- true
	}()
	wait(1)
	fmt.Println(get("k"))
	<-both
}
