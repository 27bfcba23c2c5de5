// What the runtime checks while a loop ranges over a function: the body called after the loop's end, from somewhere else,
// again after a panic; panics, recover and Goexit that go through iterators.
package main

import (
	"fmt"
	"iter"
	"runtime"
)

func try(name string, f func()) {
	defer func() {
		r := recover()
		_, isError := r.(runtime.Error)
		fmt.Printf("%s: %v (runtime error %v)\n", name, r, isError)
	}()
	f()
}

// upTo ignores that the body wants no more.
func rude(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			fmt.Print("[", i, yield(i), "]")
		}
	}
}

func polite(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Print("[end]")
		for i := range n {
			if !yield(i) {
				fmt.Print("[stop]")
				return
			}
		}
	}
}

func afterEnd() {
	fmt.Println("-- the body called when it must not be")
	try("break", func() {
		for range rude(3) {
			break
		}
	})
	try("return", func() {
		for range rude(3) {
			return
		}
	})
	try("goto", func() {
		for range rude(3) {
			goto out
		}
	out:
		fmt.Print("out ")
	})
	var saved func(int) bool
	try("after the whole loop", func() {
		for i := range func(yield func(int) bool) { saved = yield; yield(1) } {
			fmt.Print(i, " ")
		}
		saved(2)
	})
	try("later", func() { saved(3) })
	try("in its own body", func() {
		var again func(int) bool
		for i := range func(yield func(int) bool) { again = yield; yield(1) } {
			fmt.Print("body ", i, " ")
			again(i + 1)
		}
	})
	try("by a goroutine of the past", func() {
		c := make(chan func(int) bool, 1)
		for range func(yield func(int) bool) { c <- yield } {
		}
		(<-c)(0)
	})
	try("break after some", func() {
		for i := range rude(5) {
			if i == 2 {
				break
			}
		}
	})
	try("continue is fine", func() {
		for i := range rude(3) {
			if i == 1 {
				continue
			}
			fmt.Print(i)
		}
	})
}

func nested() {
	fmt.Println("-- nested loops")
	try("the inner breaks out of the outer, the middle goes on", func() {
	outer:
		for i := range polite(3) {
			for j := range func(yield func(int) bool) {
				fmt.Print("(inner ", i, ")")
				if !yield(0) {
					fmt.Print("(stopped)")
				}
			} {
				fmt.Print(i, j)
				break outer
			}
		}
	})
	try("the inner leaves both, the inner iterator calls the outer body", func() {
		var outerYield func(int) bool
	outer:
		for i := range func(yield func(int) bool) { outerYield = yield; yield(0) } {
			for range func(yield func(int) bool) {
				yield(0)
				outerYield(i + 1)
			} {
				break outer
			}
		}
	})
	try("the inner continues the outer, and is called again", func() {
	outer:
		for i := range polite(2) {
			for range rude(2) {
				fmt.Print("<", i, ">")
				continue outer
			}
		}
	})
	try("return through three", func() {
		fmt.Print(func() (n int, s string) {
			defer func() { n++ }()
			for a := range polite(3) {
				for b := range polite(3) {
					for c := range polite(3) {
						if a+b+c == 3 {
							return a*100 + b*10 + c, "found"
						}
					}
				}
			}
			return
		}())
	})
	try("the outer body called while the inner loop runs", func() {
		var outerYield func(int) bool
		for range func(yield func(int) bool) { outerYield = yield; yield(0) } {
			for range polite(1) {
				outerYield(1)
			}
		}
	})
}

func panics() {
	fmt.Println("-- panics")
	try("body panics, the iterator's deferred call runs", func() {
		for i := range polite(3) {
			if i == 1 {
				panic("body")
			}
		}
	})
	try("the iterator recovers and returns", func() {
		for range func(yield func(int) bool) {
			defer func() { fmt.Print("recovered ", recover(), " ") }()
			yield(1)
		} {
			panic("body")
		}
		fmt.Print("never")
	})
	try("the iterator recovers and calls again", func() {
		for i := range func(yield func(int) bool) {
			defer func() {
				fmt.Print("recovered ", recover(), " ")
				yield(2)
			}()
			yield(1)
		} {
			panic(i)
		}
	})
	try("the iterator recovers and panics with something else", func() {
		for range func(yield func(int) bool) {
			defer func() { panic(fmt.Sprint("instead of ", recover())) }()
			yield(1)
		} {
			panic("body")
		}
	})
	try("the body recovers what it deferred to", func() {
		for range polite(2) {
			func() {
				defer func() { fmt.Print("inner ", recover(), " ") }()
				panic("small")
			}()
		}
	})
	try("the iterator panics before", func() {
		for range func(yield func(int) bool) { panic("iterator") } {
		}
	})
	try("the iterator panics after", func() {
		for range func(yield func(int) bool) { yield(1); panic("after") } {
			fmt.Print("body ")
		}
	})
	try("a nil iterator", func() {
		var f iter.Seq[int]
		for range f {
		}
	})
	try("a break, then a panic in the iterator", func() {
		for range func(yield func(int) bool) {
			defer func() {
				if !yield(1) {
					panic("after break")
				}
			}()
		} {
			break
		}
	})
}

func goexit() {
	fmt.Println("-- Goexit")
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("recover:", recover())
		for i := range polite(3) {
			defer fmt.Print("deferred ", i, " ")
			if i == 1 {
				runtime.Goexit()
			}
		}
	}()
	<-done
}

func main() {
	afterEnd()
	nested()
	panics()
	goexit()
}
