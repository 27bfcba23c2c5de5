package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

func groups() {
	var plain errgroup.Group
	var sum atomic.Int64
	for i := range 100 {
		plain.Go(func() error { sum.Add(int64(i)); return nil })
	}
	fmt.Println(plain.Wait(), sum.Load())

	g, ctx := errgroup.WithContext(context.Background())
	bad := errors.New("bad")
	g.Go(func() error { return bad })
	for range 5 {
		g.Go(func() error { <-ctx.Done(); return ctx.Err() })
	}
	fmt.Println(g.Wait() == bad, ctx.Err(), context.Cause(ctx))

	var limited errgroup.Group
	limited.SetLimit(3)
	var now, most atomic.Int64
	for range 20 {
		limited.Go(func() error {
			n := now.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			time.Sleep(time.Millisecond)
			now.Add(-1)
			return nil
		})
	}
	fmt.Println(limited.Wait(), most.Load() <= 3)
	hold := make(chan bool)
	var tried errgroup.Group
	tried.SetLimit(1)
	fmt.Println(tried.TryGo(func() error { <-hold; return nil }), tried.TryGo(func() error { return nil }))
	func() {
		defer func() { fmt.Println(recover()) }()
		tried.SetLimit(2)
	}()
	close(hold)
	fmt.Println(tried.Wait())
}

func weights() {
	ctx := context.Background()
	s := semaphore.NewWeighted(10)
	fmt.Println(s.Acquire(ctx, 7), s.TryAcquire(4), s.TryAcquire(3), s.TryAcquire(1))
	short, cancel := context.WithTimeout(ctx, 5*time.Millisecond)
	defer cancel()
	fmt.Println(s.Acquire(short, 1))
	fmt.Println(s.Acquire(short, 11))
	done := make(chan error)
	go func() { done <- s.Acquire(ctx, 10) }()
	s.Release(7)
	s.Release(3)
	fmt.Println(<-done)
	s.Release(10)
	func() {
		defer func() { fmt.Println(recover()) }()
		s.Release(1)
	}()
}

func flights() {
	var g singleflight.Group
	var calls atomic.Int32
	gate := make(chan bool)
	slow := func() (any, error) { calls.Add(1); <-gate; return "value", nil }
	var chans []<-chan singleflight.Result
	for range 5 {
		chans = append(chans, g.DoChan("key", slow))
	}
	g.Forget("other")
	close(gate)
	for _, ch := range chans {
		r := <-ch
		fmt.Println(r.Val, r.Err, r.Shared)
	}
	fmt.Println(calls.Load())
	v, err, shared := g.Do("key", func() (any, error) { return nil, errors.New("failed") })
	fmt.Println(v, err, shared)
}

func main() {
	groups()
	weights()
	flights()
}
