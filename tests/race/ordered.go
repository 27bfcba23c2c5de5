// What orders goroutines: no report.
package main

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

type cell struct {
	n    int
	list []int
	m    map[int]int
}

func (c *cell) use() {
	c.n++
	c.list = append(c.list, c.n)
	if c.m == nil {
		c.m = map[int]int{}
	}
	c.m[c.n]++
}

func main() {
	c := &cell{}
	var wg sync.WaitGroup
	each := func(f func(i int)) {
		for i := range 8 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				f(i)
			}()
		}
		wg.Wait()
		c.use()
	}

	var mu sync.Mutex
	each(func(int) { mu.Lock(); defer mu.Unlock(); c.use() })
	each(func(int) {
		for !mu.TryLock() {
			runtime.Gosched()
		}
		c.use()
		mu.Unlock()
	})

	var rw sync.RWMutex
	each(func(i int) {
		if i%2 == 0 {
			rw.RLock()
			_ = c.n + len(c.m)
			rw.RUnlock()
			return
		}
		rw.Lock()
		c.use()
		rw.Unlock()
	})

	token := make(chan bool, 1)
	each(func(int) { token <- true; c.use(); <-token })
	turn := make(chan *cell)
	each(func(i int) {
		if i%2 == 0 {
			turn <- &cell{n: i}
		} else {
			(<-turn).use()
		}
	})

	var once sync.Once
	each(func(int) { once.Do(c.use); _ = c.n })
	value := sync.OnceValue(func() *cell { return &cell{n: 5} })
	each(func(int) { _ = value().n })

	ready := make(chan struct{})
	go func() { c.use(); close(ready) }()
	<-ready
	c.use()
	go func() { c.use(); token <- true }()
	select {
	case <-token:
	case <-turn:
	}
	c.use()

	var flag atomic.Bool
	var hits atomic.Int64
	go func() { c.use(); flag.Store(true) }()
	for !flag.Load() {
		runtime.Gosched()
	}
	c.use()
	each(func(int) { hits.Add(1) })
	var shared atomic.Pointer[cell]
	shared.Store(&cell{n: 1})
	each(func(int) { _ = shared.Load().n })
	var held atomic.Value
	go func() { held.Store(&cell{n: 2}) }()
	for held.Load() == nil {
		runtime.Gosched()
	}
	held.Load().(*cell).use()

	cond := sync.NewCond(&mu)
	go func() { mu.Lock(); c.use(); c.n = -1; cond.Broadcast(); mu.Unlock() }()
	mu.Lock()
	for c.n != -1 {
		cond.Wait()
	}
	c.use()
	mu.Unlock()

	var all sync.Map
	each(func(i int) { all.Store(i, &cell{n: i}) })
	each(func(i int) { v, _ := all.Load(i); v.(*cell).use() })
	pool := sync.Pool{New: func() any { return new(cell) }}
	each(func(int) { x := pool.Get().(*cell); x.use(); pool.Put(x) })

	late := &cell{}
	time.AfterFunc(time.Millisecond, func() { late.use(); token <- true })
	<-token
	late.use()
	timer := time.NewTimer(time.Hour)
	go func() { <-timer.C; late.use(); token <- true }()
	late.use()
	timer.Reset(1)
	<-token
	late.use()

	ctx, cancel := context.WithCancel(context.Background())
	go func() { late.use(); cancel() }()
	<-ctx.Done()
	late.use()

	gone := make(chan int, 1)
	func() {
		x := &cell{}
		x.use()
		runtime.AddCleanup(x, func(n *cell) { n.use(); gone <- n.n }, late)
	}()
	late.use()
	for len(gone) == 0 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	<-gone

	parts := make([]int, 8)
	each(func(i int) { parts[i] = i })
	var flags [8]bool
	each(func(i int) { flags[i] = true })
	// Memory that is used again.
	for range 200 {
		each(func(int) {
			for range 20 {
				new(cell).use()
			}
		})
	}
	fmt.Println("done", hits.Load(), len(parts), flags[7])
}
