// Soak: the same mixed churn of goroutines round after round. Each round has to come to the same sum, and the memory of the process to
// stay where it is. `gorun benches/soak/soak.go -for 1h` prints a line for every -every rounds, and ends with exit 1 at the first difference.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

var started atomic.Int64

func spawn(f func()) {
	started.Add(1)
	go f()
}

// crowd starts n goroutines that do next to nothing.
func crowd(n int) uint64 {
	var wg sync.WaitGroup
	var sum atomic.Uint64
	wg.Add(n)
	for i := range n {
		spawn(func() {
			defer wg.Done()
			sum.Add(uint64(i))
		})
	}
	wg.Wait()
	return sum.Load()
}

// tree starts goroutines that start goroutines; each sends its sum to its parent.
func tree(depth int, out chan<- uint64) {
	if depth == 0 {
		out <- 1
		return
	}
	in := make(chan uint64)
	for range 2 {
		spawn(func() { tree(depth-1, in) })
	}
	out <- <-in + <-in + uint64(depth)
}

// pipeline passes numbers through stages, buffered and not.
func pipeline(stages, n int) uint64 {
	first := make(chan int)
	in := first
	for s := range stages {
		from, out := in, make(chan int, s%3)
		spawn(func() {
			defer close(out)
			for x := range from {
				out <- x + s
			}
		})
		in = out
	}
	spawn(func() {
		defer close(first)
		for i := range n {
			first <- i
		}
	})
	var sum uint64
	for x := range in {
		sum = sum*31 + uint64(x)
	}
	return sum
}

// fan has many senders, one select over their channels, and a channel that ends it.
func fan(senders, each int) uint64 {
	a, b, done := make(chan int), make(chan int, 4), make(chan struct{})
	var wg sync.WaitGroup
	for s := range senders {
		wg.Add(1)
		spawn(func() {
			defer wg.Done()
			for i := range each {
				select {
				case a <- s + i:
				case b <- s + i:
				}
			}
		})
	}
	spawn(func() { wg.Wait(); close(done) })
	var sum uint64
	for {
		select {
		case x := <-a:
			sum += uint64(x)
		case x := <-b:
			sum += uint64(x)
		case <-done:
			for len(b) > 0 {
				sum += uint64(<-b)
			}
			return sum
		}
	}
}

// clocks lets timers fire, stops some, resets some, and waits with timeouts that must and must not come.
func clocks(n int) uint64 {
	var wg sync.WaitGroup
	var sum atomic.Uint64
	for i := range n {
		wg.Add(1)
		spawn(func() {
			defer wg.Done()
			d := time.Duration(i%5) * time.Millisecond
			switch i % 4 {
			case 0:
				time.Sleep(d)
				sum.Add(1)
			case 1:
				t := time.NewTimer(time.Hour)
				if !t.Reset(d) {
					panic("a timer of an hour was not pending")
				}
				<-t.C
				sum.Add(2)
			case 2:
				fired := make(chan struct{})
				time.AfterFunc(d, func() { close(fired) })
				select {
				case <-fired:
					sum.Add(3)
				case <-time.After(time.Minute):
					panic("a timer was lost")
				}
			case 3:
				ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
				spawn(func() { cancel() })
				<-ctx.Done()
				if errors.Is(ctx.Err(), context.Canceled) {
					sum.Add(4)
				}
			}
		})
	}
	wg.Wait()
	return sum.Load()
}

// locks has goroutines meet in every kind of lock.
func locks(n, each int) uint64 {
	var (
		mu    sync.Mutex
		rw    sync.RWMutex
		once  sync.Once
		total uint64
		table = map[int]uint64{}
		seen  atomic.Uint64
		wg    sync.WaitGroup
	)
	cond, turn, order := sync.NewCond(&mu), 0, uint64(0)
	for g := range n {
		wg.Add(1)
		spawn(func() {
			defer wg.Done()
			once.Do(func() { seen.Add(1000) })
			for i := range each {
				mu.Lock()
				total += uint64(i)
				mu.Unlock()
				if i%8 == 0 {
					rw.Lock()
					table[(g+i)%64]++
					rw.Unlock()
				} else {
					rw.RLock()
					if len(table) <= 64 {
						seen.Add(1)
					}
					rw.RUnlock()
				}
			}
			mu.Lock()
			for turn != g {
				cond.Wait()
			}
			turn++
			order = order*7 + uint64(g)
			cond.Broadcast()
			mu.Unlock()
		})
	}
	wg.Wait()
	total += order
	for k := range 64 {
		total = total*3 + table[k]
	}
	return total + seen.Load()
}

type node struct {
	left, right *node
	text        string
}

func grow(depth int) *node {
	if depth == 0 {
		return &node{text: "leaf"}
	}
	return &node{grow(depth - 1), grow(depth - 1), strings.Repeat("x", depth)}
}

func (n *node) count() uint64 {
	if n == nil {
		return 0
	}
	return uint64(len(n.text)) + n.left.count() + n.right.count()
}

// garbage builds trees, maps, strings and slices in parallel and drops them.
func garbage(n int) uint64 {
	results := make(chan uint64, n)
	for g := range n {
		spawn(func() {
			sum := grow(8 + g%3).count()
			words := map[string]int{}
			for i := range 300 {
				words[fmt.Sprintf("k%d", (i*i+g)%97)] += i
			}
			keys := make([]string, 0, len(words))
			for k := range words {
				keys = append(keys, k)
			}
			sort.Strings(keys)
			for _, k := range keys {
				sum = sum*131 + uint64(words[k])
			}
			big := make([]byte, 10_000*(1+g%7))
			for i := range big {
				big[i] = byte(i * g)
			}
			for _, c := range big {
				sum += uint64(c)
			}
			results <- sum
		})
	}
	var sum uint64
	for range n {
		sum += <-results
	}
	return sum
}

// failures recovers from panics of all kinds, some of them deep, and ends goroutines by Goexit.
func failures(n int) uint64 {
	var wg sync.WaitGroup
	var sum atomic.Uint64
	for g := range n {
		wg.Add(1)
		spawn(func() {
			defer wg.Done()
			defer func() {
				switch r := recover().(type) {
				case nil:
					sum.Add(1)
				case runtime.Error:
					sum.Add(10)
				case error:
					sum.Add(100)
				case string:
					sum.Add(uint64(len(r)))
				}
			}()
			var fall func(int) int
			fall = func(depth int) int {
				if depth > 0 {
					defer func() { sum.Add(1) }()
					return fall(depth-1) + 1
				}
				switch g % 5 {
				case 0:
					var p *node
					return len(p.text)
				case 1:
					panic(errors.New("failed"))
				case 2:
					panic("text")
				case 3:
					runtime.Goexit()
				}
				return []int{1}[g%2]
			}
			sum.Add(uint64(fall(g % 300)))
		})
	}
	wg.Wait()
	return sum.Load()
}

// deep makes stacks grow and shrink while others wait in them.
func deep(n int) uint64 {
	gate, out := make(chan struct{}), make(chan uint64, n)
	for g := range n {
		spawn(func() {
			var down func(int) uint64
			down = func(d int) uint64 {
				if d == 0 {
					<-gate
					return 1
				}
				var room [8]uint64
				room[d%8] = uint64(d)
				return down(d-1) + room[d%8]
			}
			out <- down(50 + g%500)
		})
	}
	close(gate)
	var sum uint64
	for range n {
		sum += <-out
	}
	return sum
}

var parts = []struct {
	name string
	run  func() uint64
}{
	{"crowd", func() uint64 { return crowd(60_000) }},
	{"tree", func() uint64 { out := make(chan uint64, 1); tree(12, out); return <-out }},
	{"pipeline", func() uint64 { return pipeline(50, 300) }},
	{"fan", func() uint64 { return fan(40, 200) }},
	{"clocks", func() uint64 { return clocks(2_000) }},
	{"locks", func() uint64 { return locks(64, 200) }},
	{"garbage", func() uint64 { return garbage(100) }},
	{"failures", func() uint64 { return failures(2_000) }},
	{"deep", func() uint64 { return deep(500) }},
}

// round runs all parts at once, so that each meets the others' collections and queues.
func round() []uint64 {
	sums := make([]uint64, len(parts))
	var wg sync.WaitGroup
	for i, part := range parts {
		wg.Add(1)
		spawn(func() {
			defer wg.Done()
			sums[i] = part.run()
		})
	}
	wg.Wait()
	return sums
}

// resident is how much memory the process has, in MB; 0 where the system does not tell.
func resident() float64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var size, pages int
	fmt.Sscan(string(text), &size, &pages)
	return float64(pages) * float64(os.Getpagesize()) / 1e6
}

func main() {
	long := flag.Duration("for", time.Minute, "how long to go on")
	every := flag.Int("every", 20, "rounds for each line")
	goroutines := flag.Int64("goroutines", 0, "stop after that many, if not 0")
	flag.Parse()

	begin, first := time.Now(), round()
	var finalized atomic.Int64
	for n := 1; ; n++ {
		owner := &node{text: "watched"}
		runtime.AddCleanup(owner, func(int) { finalized.Add(1) }, n)
		watchdog := time.AfterFunc(5*time.Minute, func() { panic("a round takes more than five minutes: something was lost") })
		sums := round()
		watchdog.Stop()
		for i := range sums {
			if sums[i] != first[i] {
				fmt.Printf("round %d: %s came to %d, not %d\n", n, parts[i].name, sums[i], first[i])
				os.Exit(1)
			}
		}
		end := time.Since(begin) >= *long || *goroutines > 0 && started.Load() >= *goroutines
		if n%*every == 0 || end {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			var sum uint64
			for _, s := range first {
				sum = sum*1_000_003 + s
			}
			fmt.Printf("%s round %d goroutines %d alive %d sum %x resident %.0f MB heap %.0f MB collections %d cleanups %d\n",
				time.Since(begin).Round(time.Second), n, started.Load(), runtime.NumGoroutine(), sum,
				resident(), float64(m.HeapAlloc)/1e6, m.NumGC, finalized.Load())
		}
		if end {
			return
		}
	}
}
