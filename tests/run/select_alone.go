// A select with one communication is that communication: its values, its order, and where it panics.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

func index(name string, i int) int {
	fmt.Print(name, " ")
	return i
}

type empty struct{}

func lines(f func()) (line int) {
	defer func() {
		recover()
		pcs := make([]uintptr, 20)
		frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
		for {
			frame, more := frames.Next()
			if strings.HasPrefix(frame.Function, "main.main.func") {
				line = frame.Line
				return
			}
			if !more {
				return
			}
		}
	}()
	f()
	return 0
}

func main() {
	ch := make(chan int, 3)
	list := []int{0, 0, 0}
	select {
	case ch <- index("value", 7):
		fmt.Println("sent", len(ch))
	}
	select {
	case list[index("index", 1)] = <-ch:
		fmt.Println(list)
	}
	close(ch)
	select {
	case v, ok := <-ch:
		fmt.Println(v, ok)
	}
	units := make(chan empty, 1)
	select {
	case units <- empty{}:
	}
	select {
	case <-units:
	}
	words := make(chan [2]string, 1)
	select {
	case words <- [2]string{"a", "b"}:
	}
loop:
	for {
		select {
		case w := <-words:
			fmt.Println(w)
			if len(words) == 0 {
				break loop
			}
		}
	}
	var err error
	errs := make(chan error, 1)
	errs <- os.ErrNotExist
	var ok bool
	select {
	case err, ok = <-errs:
		fmt.Println(err, ok)
	}
	select {
	case _, ok = <-ch:
		fmt.Println(ok)
	}
	fmt.Println(lines(func() {
		select {

		case ch <- 1:
		}
	}), lines(func() {
		select {
		default:

		case ch <- 1:
		}
	}), lines(func() {
		select {

		case ch <- 1:
		case ch <- 2:
		}
	}))
	var none chan int
	select {
	default:
		fmt.Println("default")
	case none <- 1:
	}
}
