// Functions that do nothing unless a condition holds: what they get, how often they are asked, and what is seen when they do something.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

var log []string

func note(on bool, n int) {
	if on {
		log = append(log, fmt.Sprint("note ", n))
	}
}

func within(n, from, to int) {
	if n < from {
		panic(fmt.Sprint(n, " is below ", from))
	}
	if n >= to {
		panic(fmt.Sprint(n, " is not below ", to))
	}
}

type state uint8

func (s state) must(want state) {
	if s != want {
		panic(fmt.Errorf("state %d, want %d, at %s", s, want, where()))
	}
}

type job struct {
	state
	name  string
	tries int
}

func (j job) check() {
	if len(j.name) == 0 || j.tries < 0 {
		panic("bad job " + j.name)
	}
}

func (j job) report(to *[]string) {
	if j.tries > 1 {
		*to = append(*to, j.name)
	}
}

func empty(s []int, what string) {
	if len(s) == 0 {
		log = append(log, what)
	}
}

func where() string {
	var pcs [8]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	var all []string
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "main.") {
			all = append(all, fmt.Sprint(strings.TrimPrefix(f.Function, "main."), ":", f.Line))
		}
		if !more {
			return strings.Join(all, " ")
		}
	}
}

func again(n int) {
	if n > 0 {
		log = append(log, fmt.Sprint("again ", n))
		again(n - 1)
	}
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

var count int

func next() int { count++; return count }

func main() {
	for i := range 5 {
		note(i%2 == 0, i)
		note(i > 3 || log == nil, i*10)
	}
	within(3, 0, 4)
	try(func() { within(-1, 0, 4) })
	try(func() { within(4, 0, 4) })
	try(func() { within(next(), next(), next()) })
	try(func() { within(next(), 0, 4) })
	fmt.Println(count)

	j := job{state: 2, name: "first"}
	p := &j
	j.must(2)
	p.must(2)
	j.check()
	p.check()
	try(func() { j.must(3) })
	try(func() {
		p.must(
			1)
	})
	try(func() { job{tries: 1}.check() })
	try(func() { p.tries = -1; p.check() })
	var names []string
	for p.tries = range 4 {
		p.report(&names)
	}
	[]job{{tries: 5, name: "other"}}[0].report(&names)
	fmt.Println(names)
	empty(nil, "nil")
	empty([]int{1}, "one")
	empty(make([]int, 3)[3:], "end")
	again(3)
	again(0)
	var none *job
	try(func() { none.must(0) })
	try(func() { none.check() })
	defer note(true, 100)
	go note(false, 1)
	f := note
	f(true, 7)
	job.report(job{tries: 9, name: "by expression"}, &names)
	fmt.Println(names, log)
}
