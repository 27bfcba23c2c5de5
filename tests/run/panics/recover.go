package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

func try(name string, f func()) {
	defer func() {
		r := recover()
		if e, ok := r.(runtime.Error); ok {
			fmt.Println(name, "runtime error:", e.Error())
		} else {
			fmt.Printf("%s %T %v\n", name, r, r)
		}
	}()
	f()
}

type T struct {
	p *T
	n int
}

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("wrapped %v", r)
			n *= 2
		}
	}()
	n = 21
	panic("boom")
}

func nested() {
	defer func() { fmt.Println("outer", recover()) }()
	defer func() {
		defer func() { fmt.Println("inner", recover()) }()
		panic("second")
	}()
	panic("first")
}

func order() {
	for i := range 3 {
		defer fmt.Print("d", i, " ")
	}
	defer func() { recover(); fmt.Print("recovered ") }()
	panic(1)
}

func main() {
	var s []int
	var m map[string]int
	var p *T
	var e any = "text"
	var f func()
	var st fmt.Stringer
	zero, idx, neg := 0, 5, -1
	arr := [3]int{}
	try("index", func() { _ = s[idx] })
	try("array", func() { _ = arr[idx] })
	try("negative", func() { _ = arr[neg] })
	try("string", func() { _ = "abc"[idx] })
	try("slice", func() { _ = s[1:idx] })
	try("slice order", func() { _ = arr[idx-3 : zero] })
	try("slice string", func() { _ = "abc"[idx:] })
	try("slice3", func() { _ = make([]int, 2, 4)[0:1:idx] })
	try("divide", func() { _ = 1 / zero })
	try("nil map", func() { m["a"] = 1 })
	try("nil pointer", func() { _ = p.n })
	try("nil field", func() { p.n = 1 })
	try("nil func", func() { f() })
	try("nil iface", func() { _ = st.String() })
	try("assert", func() { _ = e.(int) })
	try("assert iface", func() { _ = e.(fmt.Stringer) })
	try("assert nil", func() { var n any; _ = n.(int) })
	try("uncomparable", func() { var a, b any = []int{1}, []int{1}; _ = a == b })
	try("unhashable", func() { mm := map[any]int{}; mm[[]int{1}] = 1 })
	try("makeslice", func() { _ = make([]int, neg) })
	try("shift", func() { _ = 1 << neg })
	try("closed", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("close nil", func() { var c chan int; close(c) })
	try("to array", func() { _ = [4]int(s) })
	try("error", func() { panic(errors.New("an error")) })
	try("value", func() { panic(T{n: 3}) })
	try("none", func() {})
	try("nil panic", func() { panic(nil) })
	fmt.Println(named())
	nested()
	order()
	fmt.Println()
	func() {
		defer func() {
			fmt.Println("repanicked:", recover())
		}()
		defer func() {
			r := recover()
			panic(fmt.Sprint("again ", r))
		}()
		panic("once")
	}()
	done := make(chan bool)
	go func() {
		defer close(done)
		defer fmt.Println("goexit runs defers", recover())
		runtime.Goexit()
	}()
	<-done
	defer fmt.Println("not printed by os.Exit")
	os.Exit(7)
}
