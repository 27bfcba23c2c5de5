// Package sync beyond mutexes and groups: Cond, Map, Once's functions, Pool, the Try methods, Lockers.
package main

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

func caught(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

func conditions() {
	var m sync.Mutex
	var c *sync.Cond = sync.NewCond(&m)
	ready, woken := 0, 0
	var done sync.WaitGroup
	for range 5 {
		done.Add(1)
		go func() {
			defer done.Done()
			c.L.Lock()
			ready++
			for woken == 0 {
				c.Wait()
			}
			woken--
			c.L.Unlock()
		}()
	}
	for {
		m.Lock()
		all := ready == 5
		m.Unlock()
		if all {
			break
		}
	}
	m.Lock()
	woken = 2
	m.Unlock()
	c.Signal()
	c.Signal()
	m.Lock()
	woken += 3
	m.Unlock()
	c.Broadcast()
	done.Wait()
	c.Signal()
	fmt.Println("all woken", woken)
}

func maps() {
	var m sync.Map
	fmt.Println(m.Load("a"))
	m.Store("a", 1)
	fmt.Println(m.Load("a"))
	fmt.Println(m.LoadOrStore("a", 2))
	fmt.Println(m.LoadOrStore("b", 2))
	fmt.Println(m.Swap("a", 3))
	fmt.Println(m.Swap("c", 4))
	fmt.Println(m.CompareAndSwap("a", 1, 9), m.CompareAndSwap("a", 3, 9), m.CompareAndSwap("none", nil, 1))
	fmt.Println(m.CompareAndDelete("a", 3), m.CompareAndDelete("a", 9), m.CompareAndDelete("a", 9))
	fmt.Println(m.LoadAndDelete("b"))
	fmt.Println(m.LoadAndDelete("b"))
	m.Delete("nothing")
	m.Store(nil, "nil key")
	m.Store(1.5, nil)
	keys := []string{}
	m.Range(func(k, v any) bool { keys = append(keys, fmt.Sprint(k, "=", v)); return true })
	slices.Sort(keys)
	fmt.Println(keys)
	n := 0
	m.Range(func(k, v any) bool { n++; m.Delete(k); return false })
	fmt.Println(n)
	m.Clear()
	m.Range(func(k, v any) bool { panic("cleared") })
	caught(func() { m.Store([]int{}, 1) })
	caught(func() { m.Store("f", []int{}); m.CompareAndSwap("f", []int{}, 1) })
	caught(func() { m.CompareAndDelete("f", []int{}) })
	var wait sync.WaitGroup
	var stored atomic.Int64
	m.Clear()
	for g := range 4 {
		wait.Go(func() {
			for i := range 200 {
				if _, loaded := m.LoadOrStore(i, g); !loaded {
					stored.Add(1)
				}
			}
		})
	}
	wait.Wait()
	fmt.Println(stored.Load())
}

func once() {
	n := 0
	f := sync.OnceFunc(func() { n++; fmt.Println("once") })
	f()
	f()
	value := sync.OnceValue(func() int { n++; return n })
	fmt.Println(value(), value())
	a, err := sync.OnceValues(func() (string, error) { return "x", fmt.Errorf("with %d", n) })()
	fmt.Println(a, err)
	broken := sync.OnceFunc(func() { panic("broken") })
	caught(broken)
	caught(broken)
	brokenValue := sync.OnceValue(func() int { panic(fmt.Errorf("no value")) })
	caught(func() { brokenValue() })
	caught(func() { brokenValue() })
	var o sync.Once
	caught(func() { o.Do(func() { panic("in Do") }) })
	o.Do(func() { fmt.Println("never") })
}

func locks() {
	var m sync.Mutex
	fmt.Println(m.TryLock(), m.TryLock())
	m.Unlock()
	var rw sync.RWMutex
	fmt.Println(rw.TryRLock(), rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock(), rw.TryLock())
	rw.Unlock()
	var locker sync.Locker = rw.RLocker()
	locker.Lock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	locker.Unlock()
	rw.RUnlock()
	for _, l := range []sync.Locker{&m, &rw, locker} {
		l.Lock()
		l.Unlock()
	}
	fmt.Println("locked and unlocked")
}

func pools() {
	made := 0
	p := sync.Pool{New: func() any { made++; return made }}
	fmt.Println(p.Get(), p.Get())
	p.Put(nil)
	fmt.Println(p.Get())
	var none sync.Pool
	fmt.Println(none.Get())
	p.Put(100)
	got := p.Get()
	fmt.Println(got == 100 || got == 4)
}

func main() {
	conditions()
	maps()
	once()
	locks()
	pools()
	var wg sync.WaitGroup
	caught(func() { wg.Add(-1) })
	caught(func() { new(sync.WaitGroup).Done() })
}
