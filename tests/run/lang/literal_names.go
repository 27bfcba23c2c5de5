package main

import (
	"fmt"
	"runtime"
)

// where prints the name of the function that calls it: gc names literals after what they stand in once it has inlined.
//
//go:noinline
func where(what string) {
	pcs := make([]uintptr, 1)
	runtime.Callers(2, pcs)
	frame, _ := runtime.CallersFrames(pcs).Next()
	fmt.Println(what, frame.Function)
}

//go:noinline
func kept(f func()) { f() }

func passed(f func()) { f() }

func one(yield func(int) bool) { yield(1) }

type t struct{}

func (t) method() {
	func() { kept(func() { where("method") }) }()
}

func generic[T any](x T) {
	func() { kept(func() { where(fmt.Sprintf("generic %T", x)) }) }()
}

var value = func() string {
	func() { where("variable") }()
	return ""
}()

func main() {
	func() { kept(func() { where("called at once") }) }()
	func() { func() { kept(func() { where("twice") }) }() }()
	kept(func() { func() { kept(func() { where("kept") }) }() })
	passed(func() { kept(func() { where("passed") }) })
	f := func(n int) { kept(func() { where("variable, once") }) }
	f(1)
	g := func(n int) { kept(func() { where("variable, called in a loop") }) }
	for i := range 2 {
		g(i)
	}
	var h func(int)
	h = func(n int) {
		kept(func() { where("recursive") })
		if n > 0 {
			h(n - 1)
		}
	}
	h(1)
	func() {
		defer func() { recover() }()
		kept(func() { where("around defer") })
	}()
	done := make(chan bool)
	go func() {
		kept(func() { where("go") })
		close(done)
	}()
	<-done
	for x := range one {
		kept(func() { where(fmt.Sprint("loop ", x)) })
		for y := range one {
			kept(func() { where(fmt.Sprint("loop in a loop ", y)) })
		}
	}
	for x := range one {
		defer kept(func() { where(fmt.Sprint("loop with defer ", x)) })
	}
	t{}.method()
	generic(1)
	generic("s")
}
