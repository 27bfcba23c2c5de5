// Go's own runtime functions in lists of calls: programs count them to find where a panic was.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

type pair struct{ a, b int }

type namer interface{ Name() }

var initial = stack("a variable's initialiser")

func init() { stack("init") }

// stack prints every call below it.
func stack(of string) int {
	fmt.Println("--", of)
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		frame, more := frames.Next()
		file := frame.File[strings.LastIndexByte(frame.File, '/')+1:]
		// Which of several functions for maps and the place in it depend on the key's type.
		if name, _, isMap := strings.Cut(frame.Function, "_fast"); isMap || name == "runtime.mapassign" {
			fmt.Println(name, more)
		} else {
			fmt.Println(frame.Function, file, frame.Line, more)
		}
		if !more {
			return 0
		}
	}
}

func recovered(name string, f func()) {
	defer func() {
		fmt.Println("==", recover())
		stack(name)
	}()
	f()
}

func main() {
	stack("main")
	done := make(chan bool)
	go func() { stack("goroutine"); close(done) }()
	<-done
	done = make(chan bool)
	go func() {
		defer close(done)
		defer func() { stack("Goexit") }()
		runtime.Goexit()
	}()
	<-done

	var p *pair
	var s []int
	var byString map[string]int
	var byPair map[pair]int
	var array [4]int
	var e any = 3
	var ch chan int
	var n namer
	zero, five, minus := 0, 5, -1
	recovered("string", func() { panic("x") })
	recovered("error", func() { panic(fmt.Errorf("x")) })
	recovered("nil pointer", func() { p.b = 1 })
	recovered("index", func() { s[five] = 1 })
	recovered("array", func() { array[five] = 1 })
	recovered("slice", func() { _ = s[1:five] })
	recovered("string index", func() { _ = "abc"[five] })
	recovered("nil map", func() { byString["a"] = 1 })
	recovered("nil map of structs", func() { byPair[pair{}] = 1 })
	recovered("division", func() { zero = five / zero })
	recovered("assertion", func() { _ = e.(string) })
	recovered("assertion of an interface", func() { _ = e.(namer) })
	recovered("nil func", func() { var f func(); f() })
	recovered("nil interface", func() { n.Name() })
	recovered("close nil", func() { close(ch) })
	recovered("send", func() { c := make(chan int); close(c); c <- 1 })
	recovered("make", func() { _ = make([]int, minus) })
	recovered("unhashable", func() { _ = map[any]int{s: 1} })
	recovered("uncomparable", func() { var x, y any = s, s; _ = x == y })
	recovered("shift", func() { _ = 1 << minus })
	recovered("conversion", func() { _ = [4]int(s) })
	recovered("an error again", func() {
		defer func() { panic(recover()) }()
		s[five] = 1
	})
	recovered("another", func() {
		defer func() { panic(2) }()
		panic(1)
	})

	pc, _, _, _ := runtime.Caller(1)
	fmt.Println(runtime.FuncForPC(pc).Name(), runtime.FuncForPC(runtime.FuncForPC(pc).Entry()).Name())
	_, _, _, ok := runtime.Caller(3)
	fmt.Println(ok)
}
