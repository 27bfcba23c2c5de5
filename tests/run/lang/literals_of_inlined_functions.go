package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

func show(tag string) {
	fmt.Println("--", tag)
	for _, l := range strings.Split(string(debug.Stack()), "\n") {
		if strings.HasPrefix(l, "main.") || strings.HasPrefix(l, "created") {
			if i := strings.LastIndex(l, " in goroutine"); i > 0 {
				l = l[:i]
			}
			// Of arguments only whether there are any is of interest: none are shown of what is inlined.
			if i := strings.LastIndex(l, "("); !strings.HasSuffix(l, "(...)") && i > 0 && !strings.HasPrefix(l, "created") {
				l = l[:i]
			}
			fmt.Println(l)
		}
	}
}

type Handler func(string) error
type Middleware func(Handler) Handler

func Retry(n int) Middleware {
	return func(next Handler) Handler {
		return func(s string) (err error) {
			for i := 0; i < n; i++ {
				if err = next(s); err == nil {
					return nil
				}
			}
			show("retry " + s)
			return fmt.Errorf("%d tries: %w", n, err)
		}
	}
}
func Log(prefix string) Middleware {
	return func(next Handler) Handler {
		return func(s string) error {
			defer func() {
				show("log " + s)
			}()
			err := next(s)
			if len(prefix) > 100 {
				fmt.Println(prefix, err, prefix, err, prefix, err)
			}
			return err
		}
	}
}
func Chain(h Handler, ms ...Middleware) Handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}
func newCounter() func() int {
	n := 0
	return func() int {
		n++
		show(fmt.Sprint("counter ", n, os.Args[0] == ""))
		return n
	}
}

type Server struct{ name string }

func (s *Server) handle(p string) Handler {
	return func(x string) error {
		show(s.name + p + x)
		func() { show("inner") }()
		f := func(n int) { show(fmt.Sprint("inner2 ", n)) }
		f(1)
		f(2)
		return nil
	}
}

func main() {
	copies()
	names()
	bad := func(s string) error { return fmt.Errorf("bad %s", s) }
	h := Retry(2)(bad)
	h("a")
	Log("x")(h)("b")
	Chain(bad, Log("p"), Retry(3))("c")
	c := newCounter()
	c()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		c := newCounter()
		c()
		h := Retry(1)(bad)
		h("d")
		s := &Server{"srv"}
		s.handle("p")("e")
		m := Log("z")
		m(bad)("f")
	}()
	wg.Wait()
	wg.Go(func() { newCounter()() })
	wg.Wait()
	func() {
		newCounter()()
		(&Server{"s2"}).handle("q")("g")
	}()
	s := &Server{"srv"}
	hs := map[string]Handler{"a": s.handle("1"), "b": Retry(1)(s.handle("2"))}
	hs["a"]("h")
	hs["b"]("i")
	for range []int{1} {
		defer newCounter()()
	}
}

func small(n int) { show("small") }
func mk2(k int) func(int) {
	return func(n int) {
		small(n + k)
		func() { show("lit") }()
	}
}

func mk3(k int) func() {
	return func() {
		f := func() { show("litf") }
		f()
		f()
	}
}

var sink []func(int)

func copies() {
	sink = append(sink, mk2(1))
	sink[0](2)
	s3 := []func(){mk3(1)}
	s3[0]()
}

func name() string {
	pc, _, _, _ := runtime.Caller(1)
	return runtime.FuncForPC(pc).Name()
}

func f() func() string  { return func() string { return name() } }
func g(n int) func() string {
	return func() string { return fmt.Sprint(n, name()) }
}
func h() func() func() string {
	return func() func() string { return func() string { return name() } }
}

//go:noinline
func k() func() string { return func() string { return name() } }

type T0 struct{}

func (T0) m() func() string { return func() string { return name() } }

func stack() func() {
	return func() {
		show("stack")
	}
}

func compose(a, b func() string) func() string { return func() string { return a() + " " + b() + " " + name() } }

func gen[V any]() func() string { return func() string { return name() } }

func names() {
	fmt.Println(f()())
	fmt.Println(g(1)())
	fmt.Println(h()()())
	fmt.Println(k()())
	fmt.Println(T0{}.m()())
	stack()()
	x := f()
	fmt.Println(x())
	fmt.Println(compose(f(), g(3))())
	fmt.Println(gen[int]()())
	func() {
		fmt.Println(f()())
		stack()()
		go func() {}()
	}()
	defer stack()()
	y := f()
	y2 := y
	fmt.Println(y2(), y())
	fs := []func() string{f(), f()}
	for _, v := range fs {
		fmt.Println(v())
	}
	var z func() string
	if len(fs) > 1 {
		z = f()
	}
	fmt.Println(z())
}
