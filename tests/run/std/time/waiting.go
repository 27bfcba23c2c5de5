// Timers and tickers: stopped, reset, asked once more; in a bubble, where time passes exactly.
package main

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

var bubbles []testing.InternalTest

func bubble(name string, f func()) {
	bubbles = append(bubbles, testing.InternalTest{
		Name: name,
		F: func(t *testing.T) {
			fmt.Println("==", name)
			synctest.Test(t, func(*testing.T) { f() })
		},
	})
}

func main() {
	bubble("timers", func() {
		start := time.Now()
		var timer *time.Timer = time.NewTimer(3 * time.Second)
		fmt.Println((<-timer.C).Sub(start), timer.Stop(), timer.Reset(time.Second))
		fmt.Println((<-timer.C).Sub(start))
		timer.Reset(time.Hour)
		fmt.Println(timer.Reset(time.Minute), time.Since(start))
		fmt.Println((<-timer.C).Sub(start))
		timer.Reset(time.Second)
		fmt.Println(timer.Stop(), timer.Stop())
		select {
		case <-timer.C:
			fmt.Println("a stopped timer fired")
		case <-time.After(2 * time.Second):
			fmt.Println("nothing", time.Since(start))
		}
		done := make(chan bool)
		later := time.AfterFunc(time.Second, func() { fmt.Println("called after", time.Since(start)); done <- true })
		<-done
		fmt.Println(later.C == nil, later.Stop(), later.Reset(5*time.Second))
		<-done
		fmt.Println(time.Until(start.Add(time.Hour)))
	})
	bubble("tickers", func() {
		start := time.Now()
		var ticker *time.Ticker = time.NewTicker(2 * time.Second)
		for range 3 {
			fmt.Println((<-ticker.C).Sub(start))
		}
		ticker.Reset(500 * time.Millisecond)
		fmt.Println((<-ticker.C).Sub(start))
		// Who does not listen loses ticks.
		time.Sleep(10 * time.Second)
		fmt.Println((<-ticker.C).Sub(start), (<-ticker.C).Sub(start))
		ticker.Stop()
		select {
		case <-ticker.C:
			fmt.Println("a stopped ticker ticked")
		case <-time.After(time.Minute):
			fmt.Println("silent")
		}
		n := 0
		for at := range time.Tick(time.Hour) {
			fmt.Println(at.Sub(start))
			if n++; n == 2 {
				break
			}
		}
		fmt.Println(time.Tick(0) == nil, time.Tick(-1) == nil)
		for _, f := range []func(){func() { time.NewTicker(0) }, func() { ticker.Reset(-1) }, func() { new(time.Ticker).Reset(1) }, func() { new(time.Timer).Reset(1) }, func() { new(time.Timer).Stop() }} {
			func() {
				defer func() { fmt.Println(recover()) }()
				f()
			}()
		}
		new(time.Ticker).Stop()
	})
	bubble("contexts", func() {
		start := time.Now()
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		<-ctx.Done()
		fmt.Println(time.Since(start), ctx.Err())
		synctest.Sleep(time.Second)
		go func() { time.Sleep(time.Second) }()
		synctest.Wait()
		fmt.Println(time.Since(start))
		time.Sleep(2 * time.Second)
	})
	testing.Main(func(_, _ string) (bool, error) { return true, nil }, bubbles, nil, nil)
}
