// The profile goroutineleak: goroutines that nobody can wake any more, and those that somebody still can. In this folder because under stress
// places of objects are used again so soon that some of them are still reached.
package main

import (
	"bytes"
	"fmt"
	"regexp"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"time"
)

var global = make(chan int)

func nilReceive()  { <-(chan int)(nil) }
func nilSend()     { (chan int)(nil) <- 1 }
func noCases()     { select {} }
func receives()    { <-make(chan int) }
func sends()       { make(chan int) <- 1 }
func ofGlobal()    { <-global }
func sleeps()      { time.Sleep(time.Hour) }
func timer()       { <-time.After(time.Hour) }
func selects() {
	select {
	case <-make(chan int):
	case make(chan string) <- "":
	}
}
func withTimer() {
	select {
	case <-make(chan int):
	case <-time.After(time.Hour):
	}
}
func locks() {
	// Not in one block with other small objects, one of which may be reached.
	var mu struct {
		sync.Mutex
		next *int
	}
	mu.Lock()
	mu.Lock()
}
func readLocks() {
	mu := new(sync.RWMutex)
	mu.Lock()
	mu.RLock()
}
func writeLocks() {
	mu := new(sync.RWMutex)
	mu.RLock()
	mu.Lock()
}
func waits() {
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Wait()
}
func onCondition() {
	var mu sync.Mutex
	mu.Lock()
	sync.NewCond(&mu).Wait()
}

// held is awaited by one that waits itself for somebody who may still come.
func held() {
	c := make(chan int)
	go heldToo(c)
	<-global
	c <- 1
}
func heldToo(c chan int) { <-c }

// chained is lost together with the one that it would wake.
func chained() {
	c := make(chan int)
	go chainedToo(c)
	<-make(chan int)
	c <- 1
}
func chainedToo(c chan int) { <-c }

// kept is held by the main function for a while.
func kept(c chan int) { <-c }

var stateAndStack = regexp.MustCompile(`^goroutine \d+ \[(.*)\]:\n(?s:(.*))$`)

// leaked lists the leaked goroutines' states and functions.
func leaked() (all []string) {
	var b bytes.Buffer
	if err := pprof.Lookup("goroutineleak").WriteTo(&b, 2); err != nil {
		panic(err)
	}
	for text := range strings.SplitSeq(strings.TrimSpace(b.String()), "\n\n") {
		m := stateAndStack.FindStringSubmatch(text)
		if m == nil || !strings.Contains(m[1], "leaked") {
			continue
		}
		for line := range strings.Lines(m[2]) {
			if name, ok := strings.CutPrefix(line, "main."); ok {
				name, _, _ = strings.Cut(name, "(")
				all = append(all, name+": "+m[1])
				break
			}
		}
	}
	slices.Sort(all)
	return all
}

func total() string {
	var b bytes.Buffer
	pprof.Lookup("goroutineleak").WriteTo(&b, 1)
	line, _, _ := strings.Cut(b.String(), "\n")
	return line
}

func main() {
	profile := pprof.Lookup("goroutineleak")
	fmt.Println(profile.Name(), profile.Count(), total())
	for _, f := range []func(){
		nilReceive, nilSend, noCases, receives, sends, ofGlobal, sleeps, timer, selects, withTimer, locks, readLocks, writeLocks, waits, onCondition, held, chained,
	} {
		go f()
	}
	c := make(chan int)
	go kept(c)
	time.Sleep(50 * time.Millisecond)
	for _, line := range leaked() {
		fmt.Println(line)
	}
	fmt.Println(total(), profile.Count())
	c <- 1
	c = make(chan int)
	go kept(c)
	c = nil
	time.Sleep(50 * time.Millisecond)
	fmt.Println(total(), profile.Count())
	func() {
		defer func() { fmt.Println(recover()) }()
		profile.Add(1, 0)
	}()
	close(global)
	time.Sleep(50 * time.Millisecond)
	fmt.Println(total())
}
