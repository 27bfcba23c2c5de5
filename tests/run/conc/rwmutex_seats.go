// Readers that move between processors while they hold a mutex, readers of several mutexes at once, and writers among them.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

type guarded struct {
	mu   sync.RWMutex
	a, b int
}

// look reads under the lock, and lets others run before it leaves.
func (g *guarded) look(wait func()) bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	a := g.a
	wait()
	return a == g.b && a == g.a
}

func (g *guarded) change() {
	g.mu.Lock()
	g.a++
	runtime.Gosched()
	g.b++
	g.mu.Unlock()
}

func main() {
	var (
		all  [20]guarded
		wg   sync.WaitGroup
		torn atomic.Int32
	)
	tick := make(chan int)
	go func() {
		for range tick {
		}
	}()
	waits := []func(){func() {}, runtime.Gosched, func() { tick <- 1 }}
	for id := range 12 {
		wg.Go(func() {
			for i := range 400 {
				g := &all[(i*7+id)%len(all)]
				switch i % 10 {
				case 3:
					g.change()
				case 5:
					// A second mutex, always further on.
					if n := (i*7 + id) % len(all); n+1 < len(all) {
						g.mu.RLock()
						if !all[n+1].look(waits[i%3]) {
							torn.Add(1)
						}
						g.mu.RUnlock()
					}
				case 7:
					if g.mu.TryLock() {
						g.a++
						g.b++
						g.mu.Unlock()
					}
				case 8:
					if g.mu.TryRLock() {
						if g.a != g.b {
							torn.Add(1)
						}
						g.mu.RUnlock()
					}
				default:
					if !g.look(waits[(i+id)%3]) {
						torn.Add(1)
					}
				}
			}
		})
	}
	wg.Wait()
	fmt.Println("torn:", torn.Load())

	// Locked by one goroutine, unlocked by others.
	var mu sync.RWMutex
	for range 50 {
		mu.RLock()
	}
	for range 50 {
		wg.Go(mu.RUnlock)
	}
	mu.Lock()
	fmt.Println("nobody reads", mu.TryRLock())
	mu.Unlock()
	wg.Wait()

	// A lock that dies with its mutex is nobody's any more.
	for range 200 {
		lost := new(guarded)
		lost.mu.RLock()
		if i := lost.a; i != 0 {
			fmt.Println(i)
		}
	}
	runtime.GC()
	for range 200 {
		g := new(guarded)
		g.mu.Lock()
		g.mu.Unlock()
	}
	fmt.Println("done")
}
