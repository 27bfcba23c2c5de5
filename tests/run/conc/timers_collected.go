// Timers and tickers that nobody can hear any more are garbage, pending or not; those that somebody can are not.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func main() {
	before := heap()
	for i := range 50_000 {
		switch i % 3 {
		case 0:
			time.After(time.Hour)
		case 1:
			time.NewTimer(time.Hour)
		case 2:
			time.NewTicker(time.Hour)
		}
	}
	fmt.Println("collected:", heap() < before+1<<20)

	// Known to its waiter alone.
	done := make(chan int)
	for i := range 10 {
		go func() {
			<-time.After(20 * time.Millisecond)
			done <- i
		}()
	}
	tick := time.NewTicker(time.Millisecond)
	only := tick.C
	tick = nil
	called := make(chan string, 1)
	time.AfterFunc(15*time.Millisecond, func() { called <- "called" })
	for range 5 {
		runtime.GC()
		<-only
	}
	sum := 0
	for range 10 {
		sum += <-done
		runtime.GC()
	}
	fmt.Println(sum, <-called)

	// Known to a select alone, and through a finalizer.
	select {
	case <-done:
	case <-time.After(5 * time.Millisecond):
		fmt.Println("timeout")
	}
	type owner struct{ c <-chan time.Time }
	got := make(chan bool, 1)
	func() {
		o := &owner{time.After(10 * time.Millisecond)}
		runtime.SetFinalizer(o, func(o *owner) {
			<-o.c
			got <- true
		})
	}()
	for {
		runtime.GC()
		select {
		case ok := <-got:
			fmt.Println("finalizer heard it:", ok)
			return
		case <-time.After(time.Millisecond):
		}
	}
}
