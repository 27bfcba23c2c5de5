package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

var wg sync.WaitGroup

func show(tag string) {
	fmt.Println("--", tag)
	for _, l := range strings.Split(string(debug.Stack()), "\n") {
		if strings.HasPrefix(l, "main.") || strings.HasPrefix(l, "created") {
			if i := strings.LastIndex(l, " in goroutine"); i > 0 {
				l = l[:i]
			}
			if i := strings.LastIndex(l, "("); !strings.HasSuffix(l, "(...)") && i > 0 && !strings.HasPrefix(l, "created") {
				l = l[:i]
			}
			fmt.Println(l)
		}
	}
	pcs := make([]uintptr, 20)
	n := runtime.Callers(1, pcs)
	fr := runtime.CallersFrames(pcs[:n])
	for {
		f, more := fr.Next()
		if strings.HasPrefix(f.Function, "main.") {
			fmt.Print(f.Function, ":", f.Line, " ")
		}
		if !more {
			break
		}
	}
	fmt.Println()
}

func f(x int, s string) int { defer wg.Done(); show("f"); return x }
func g()                    { show("g"); wg.Done() }

type T struct{ n int }

func (t T) v(x int) { show("v"); wg.Done() }
func (t *T) p()     { show("p"); wg.Done() }
func (t T) empty()  { show("empty"); wg.Done() }

type I interface{ p() }

func small(x int) { show("small"); wg.Done() }

func gen[A any](a A) { show("gen"); wg.Done() }

func step(f func()) { wg.Add(1); f(); wg.Wait() }

func main() {
	step(func() { go f(1, "a") })
	step(func() { go g() })
	t := &T{1}
	step(func() { go t.v(1) })
	step(func() { go t.p() })
	step(func() { go t.empty() })
	var i I = t
	if len(os.Args) > 5 {
		i = nil
	}
	step(func() { go i.p() })
	step(func() { go small(3) })
	step(func() { go gen("x") })
	step(func() { go func(x int) { show("lit"); wg.Done() }(3) })
	step(func() { go func() { show("lit0"); wg.Done() }() })
	h := f
	step(func() { go h(1, "z") })
	m := t.v
	step(func() { go m(1) })
	step(func() { defer f(1, "a") })
	step(func() { defer t.v(2); defer wg.Add(1); defer t.p() })
	step(func() { defer func(x int) { show("dlit"); wg.Done() }(3) })
	step(func() { defer func() { show("dlit0"); wg.Done() }() })
	step(func() { defer small(2); func() {}() })
	step(func() { defer h(1, "q") })
	step(func() { defer m(1) })
	step(func() {
		for range 1 {
			defer small(1)
		}
	})
	func() {
		defer func() { recover() }()
		defer println()
		defer print("x")
		var mm map[int]int
		defer delete(mm, 1)
		var ch chan int
		defer close(ch)
	}()
	wg.Add(1)
	go (*T).p(t)
	wg.Wait()
	wg.Add(1)
	go T.v(*t, 1)
	wg.Wait()
	select {}
}
