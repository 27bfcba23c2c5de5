// What belongs to a bubble of testing/synctest and is used from outside ends the program: each use in a process of its own.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// The things of the bubble.
var (
	numbers  chan int
	buffered chan int
	words    chan string
	timer    *time.Timer
	ticker   *time.Ticker
	mu       sync.Mutex
	cond     = sync.NewCond(&mu)
)

var uses = []struct {
	name string
	use  func()
}{
	{"send", func() { numbers <- 1 }},
	{"send into a ring", func() { buffered <- 1 }},
	{"send a string", func() { words <- "x" }},
	{"receive", func() { <-numbers }},
	{"receive from a ring", func() { <-buffered }},
	{"receive with ok", func() { _, _ = <-buffered }},
	{"range", func() {
		for range buffered {
		}
	}},
	{"close", func() { close(words) }},
	{"select", func() {
		select {
		case <-numbers:
		case buffered <- 1:
		}
	}},
	{"select beside an own channel", func() {
		select {
		case <-make(chan int):
		case <-buffered:
		default:
		}
	}},
	{"select with one case", func() {
		select {
		case buffered <- 1:
		}
	}},
	{"try to send", func() {
		select {
		case buffered <- 1:
		default:
		}
	}},
	{"try to receive", func() {
		select {
		case <-numbers:
		default:
		}
	}},
	{"len and cap", func() { fmt.Println("fatal error: none", len(buffered), cap(buffered)) }},
	{"reflect: Send", func() { reflect.ValueOf(buffered).Send(reflect.ValueOf(1)) }},
	{"reflect: TryRecv", func() { reflect.ValueOf(buffered).TryRecv() }},
	{"reflect: Close", func() { reflect.ValueOf(buffered).Close() }},
	{"Timer.Stop", func() { timer.Stop() }},
	{"Timer.Reset", func() { timer.Reset(1) }},
	{"Timer.C", func() { <-timer.C }},
	{"Ticker.Stop", func() { ticker.Stop() }},
	{"Ticker.Reset", func() { ticker.Reset(time.Second) }},
	{"Cond.Signal", func() { cond.Signal() }},
	{"Cond.Broadcast", func() { cond.Broadcast() }},
}

func try(use func()) {
	inside, used := make(chan bool), make(chan bool)
	go func() {
		<-inside
		use()
		close(used)
	}()
	synctest.Test(new(testing.T), func(t *testing.T) {
		numbers, buffered, words = make(chan int), make(chan int, 3), make(chan string, 1)
		buffered <- 5
		timer, ticker = time.NewTimer(time.Hour), time.NewTicker(time.Hour)
		go func() {
			mu.Lock()
			cond.Wait()
			mu.Unlock()
		}()
		synctest.Wait()
		close(inside)
		<-used
		cond.Signal()
	})
}

// What is made outside may be used inside.
func within() {
	c := make(chan int, 1)
	t := time.NewTimer(time.Hour)
	synctest.Test(new(testing.T), func(*testing.T) {
		c <- 1
		fmt.Println(<-c, t.Stop())
		close(c)
	})
}

func main() {
	if len(os.Args) > 1 {
		name := os.Args[1]
		for _, u := range uses {
			if u.name == name {
				testing.Init()
				flag.CommandLine.Parse(nil)
				try(u.use)
			}
		}
		return
	}
	for _, u := range uses {
		out, _ := exec.Command(os.Args[0], u.name).CombinedOutput()
		said := "nothing"
		for line := range strings.Lines(string(out)) {
			if strings.HasPrefix(line, "fatal error: ") || strings.HasPrefix(line, "panic: ") {
				said = strings.TrimSpace(line)
				break
			}
		}
		fmt.Printf("%s: %s\n", u.name, said)
	}
	within()
}
