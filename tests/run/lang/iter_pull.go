// iter.Pull: values on demand, stop, panics and Goexit that cross over, nesting, misuse.
package main

import (
	"fmt"
	"iter"
	"maps"
	"runtime"
	"slices"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Print("[end]")
		for i := range n {
			if !yield(i) {
				fmt.Print("[stopped]")
				return
			}
		}
	}
}

func try(name string, f func()) {
	defer func() { fmt.Printf("%s: %v\n", name, recover()) }()
	f()
}

func plain() {
	next, stop := iter.Pull(count(2))
	fmt.Println(next())
	fmt.Println(next())
	fmt.Println(next())
	fmt.Println(next())
	stop()
	stop()
	next, stop = iter.Pull(count(5))
	stop()
	fmt.Println(next())
	next, stop = iter.Pull(count(5))
	next()
	stop()
	fmt.Println(next())
	next2, stop2 := iter.Pull2(maps.All(map[string]int{"a": 1}))
	defer stop2()
	fmt.Println(next2())
	fmt.Println(next2())
}

func panics() {
	try("the iterator panics", func() {
		next, stop := iter.Pull(func(yield func(int) bool) {
			yield(1)
			panic("iterator")
		})
		defer stop()
		fmt.Print(next())
		next()
	})
	try("next after the panic", func() {
		next, stop := iter.Pull(func(yield func(int) bool) { panic("first") })
		try("inner", func() { next() })
		fmt.Print(next())
		stop()
	})
	try("panics in stop", func() {
		next, stop := iter.Pull(func(yield func(int) bool) {
			defer func() { panic("cleaning up") }()
			yield(1)
		})
		next()
		stop()
	})
	try("recovers what it was told to", func() {
		next, stop := iter.Pull(func(yield func(int) bool) {
			defer func() { fmt.Print("recovered ", recover(), " ") }()
			yield(1)
			panic("p")
		})
		fmt.Print(next())
		fmt.Print(next())
		stop()
	})
	try("yield after stop", func() {
		next, stop := iter.Pull(func(yield func(int) bool) {
			yield(1)
			fmt.Print(yield(2), " ")
		})
		next()
		stop()
		fmt.Print(next())
	})
	try("nil", func() {
		next, stop := iter.Pull[int](nil)
		defer stop()
		next()
	})
}

func goexit() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("deferred")
		next, stop := iter.Pull(func(yield func(int) bool) {
			yield(1)
			runtime.Goexit()
		})
		defer stop()
		fmt.Println(next())
		next()
		fmt.Println("never")
	}()
	<-done
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

func walk(depth int) iter.Seq[int] {
	return func(yield func(int) bool) {
		if depth > 0 {
			next, stop := iter.Pull(walk(depth - 1))
			defer stop()
			for v, ok := next(); ok; v, ok = next() {
				if !yield(v) || !yield(v+depth*100) {
					return
				}
			}
			return
		}
		yield(1)
	}
}

func nested() {
	for a, b := range zip(count(3), slices.Values([]string{"x", "y"})) {
		fmt.Print(a, b, " ")
	}
	fmt.Println()
	for a, b := range zip(slices.Values([]int{1, 2, 3}), count(9)) {
		if a == 2 {
			break
		}
		fmt.Print(a, b, " ")
	}
	fmt.Println(slices.Collect(walk(3)))
	next, stop := iter.Pull(walk(5))
	for range 10 {
		fmt.Print(next())
		fmt.Print(" ")
	}
	stop()
	fmt.Println(next())
	// next called by another goroutine, one at a time.
	next, stop = iter.Pull(slices.Values([]int{7, 8, 9}))
	values := make(chan int)
	go func() {
		for v, ok := next(); ok; v, ok = next() {
			values <- v
		}
		close(values)
	}()
	for v := range values {
		fmt.Print(v, " ")
	}
	stop()
	fmt.Println()
}

func main() {
	plain()
	panics()
	goexit()
	nested()
}
