package clock

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		fmt.Println(start.UTC())
		time.Sleep(24 * time.Hour)
		fmt.Println(time.Since(start))
		tick := time.NewTicker(time.Second)
		n := 0
		for range tick.C {
			if n++; n == 1000 {
				break
			}
		}
		tick.Stop()
		fmt.Println(time.Since(start), n)
	})
}

func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		done := false
		context.AfterFunc(ctx, func() { done = true })
		synctest.Wait()
		if done {
			t.Fatal("too early")
		}
		cancel()
		synctest.Wait()
		if !done {
			t.Fatal("not called")
		}
	})
}

func TestTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		time.Sleep(5*time.Second - time.Nanosecond)
		synctest.Wait()
		fmt.Println(ctx.Err())
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		fmt.Println(ctx.Err())
		dl, ok := ctx.Deadline()
		fmt.Println(dl.UTC(), ok)
	})
}

func TestGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var wg sync.WaitGroup
		var mu sync.Mutex
		c := sync.NewCond(&mu)
		ready := false
		sum := 0
		for i := range 5 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				time.Sleep(time.Duration(i) * time.Minute)
				mu.Lock()
				for !ready {
					c.Wait()
				}
				sum += i
				mu.Unlock()
			}()
		}
		go func() {
			time.Sleep(time.Hour)
			mu.Lock()
			ready = true
			c.Broadcast()
			mu.Unlock()
		}()
		start := time.Now()
		wg.Wait()
		fmt.Println(sum, time.Since(start))
		select {
		case <-time.After(3 * time.Second):
			fmt.Println("after", time.Since(start))
		}
		x := time.AfterFunc(time.Second, func() { fmt.Println("func", time.Since(start)) })
		time.Sleep(2 * time.Second)
		fmt.Println(x.Stop(), x.Reset(time.Second))
		synctest.Sleep(time.Second)
		fmt.Println(time.Since(start))
	})
}

// A channel that others have too: its clock stands while somebody waits for it.
func TestOutside(t *testing.T) {
	outside := make(chan int)
	go func() {
		time.Sleep(5 * time.Millisecond)
		outside <- 1
	}()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		slept := make(chan bool)
		go func() {
			time.Sleep(time.Second)
			fmt.Println("slept", time.Since(start))
			close(slept)
		}()
		fmt.Println(<-outside, time.Since(start))
		<-slept
	})
}

// Many wait for each other in all ways; the times are exact.
func TestMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		c, done := make(chan int), make(chan bool)
		for i := range 100 {
			go func() {
				for j := range 20 {
					time.Sleep(time.Duration(i*j) * time.Millisecond)
					select {
					case c <- 1:
					case <-time.After(time.Hour):
					}
				}
				done <- true
			}()
		}
		n, ended := 0, 0
		for ended < 100 {
			select {
			case x := <-c:
				n += x
			case <-done:
				ended++
			}
		}
		fmt.Println(n, time.Since(start))
		timer := time.NewTimer(time.Minute)
		fmt.Println(timer.Reset(2*time.Minute), (<-timer.C).Sub(start))
		ctx, cancel := context.WithDeadline(t.Context(), start.Add(24*time.Hour))
		defer cancel()
		<-ctx.Done()
		fmt.Println(time.Since(start), context.Cause(ctx))
	})
}

func TestFail(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		t.Log("inside")
		defer fmt.Println("deferred")
		t.Cleanup(func() { fmt.Println("cleanup", time.Now().UTC()) })
		time.Sleep(time.Hour)
		t.Errorf("failed at %v", time.Now().UTC())
	})
	t.Log("not reached")
}

func recovered(t *testing.T, f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func TestPanics(t *testing.T) {
	recovered(t, func() { synctest.Wait() })
	synctest.Test(t, func(t *testing.T) {
		recovered(t, func() { t.Run("x", func(*testing.T) {}) })
		recovered(t, func() { t.Parallel() })
		recovered(t, func() { t.Deadline() })
		recovered(t, func() { synctest.Test(t, func(*testing.T) {}) })
		go func() { recovered(t, func() { synctest.Wait() }) }()
		recovered(t, func() { synctest.Wait() })
	})
	recovered(t, func() {
		synctest.Test(t, func(t *testing.T) {
			ch := make(chan int)
			go func() { <-ch }()
		})
	})
	recovered(t, func() {
		synctest.Test(t, func(t *testing.T) {
			<-make(chan int)
		})
	})
}
