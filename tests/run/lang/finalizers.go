// Finalizers run once, in the order of dependency, and may bring their object back; cycles are never finalized.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type node struct {
	name string
	next *node
	data [4]int
}

var log = make(chan string, 100)

// settle collects until nothing has been finalized for a while.
func settle() (names []string) {
	for quiet := 0; quiet < 3; {
		runtime.GC()
		select {
		case name := <-log:
			names = append(names, name)
			quiet = 0
		case <-time.After(10 * time.Millisecond):
			quiet++
		}
	}
	return names
}

//go:noinline
func chain() {
	c := &node{name: "c"}
	b := &node{name: "b", next: c}
	a := &node{name: "a", next: b}
	for _, n := range []*node{a, b, c} {
		runtime.SetFinalizer(n, func(n *node) { log <- n.name })
	}
}

//go:noinline
func cycle() {
	a, b := &node{name: "x"}, &node{name: "y"}
	a.next, b.next = b, a
	runtime.SetFinalizer(a, func(n *node) { log <- n.name })
}

var saved *node

//go:noinline
func phoenix() {
	n := &node{name: "phoenix"}
	runtime.SetFinalizer(n, func(n *node) {
		saved = n
		log <- "saved " + n.name
	})
}

//go:noinline
func again() {
	n := saved
	saved = nil
	fmt.Println("still there:", n.name)
	runtime.SetFinalizer(n, func(n any) { log <- fmt.Sprintf("gone %T", n) })
}

//go:noinline
func taken() {
	n := &node{name: "never"}
	runtime.SetFinalizer(n, func(n *node) { log <- n.name })
	runtime.SetFinalizer(n, nil)
}

type stringer interface{ String() string }

func (n *node) String() string { return "node " + n.name }

//go:noinline
func kinds() {
	a, b := &node{name: "1"}, &node{name: "2"}
	runtime.SetFinalizer(a, func(s stringer) int { log <- s.String(); return 1 })
	runtime.SetFinalizer(b, (*node).finish)
}

func (n *node) finish() { log <- "method of " + n.name }

//go:noinline
func used() {
	n := &node{name: "kept"}
	runtime.SetFinalizer(n, func(n *node) { log <- n.name })
	fmt.Println("alive:", settle())
	runtime.KeepAlive(n)
	fmt.Println("dead:", settle())
}

func main() {
	chain()
	fmt.Println(settle())
	cycle()
	fmt.Println(settle())
	phoenix()
	fmt.Println(settle())
	again()
	fmt.Println(settle())
	taken()
	fmt.Println(settle())
	kinds()
	got := settle()
	fmt.Println(len(got), got[0] < got[1] || got[0] > got[1])
	used()
	var global *node = &node{}
	runtime.SetFinalizer(&zero, func(*int) {})
	runtime.KeepAlive(global)
	fmt.Println(runtime.NumGoroutine())
}

var zero int
