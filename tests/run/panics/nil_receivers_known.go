package main

import (
	"fmt"
	"strings"
)

type I interface{ M() int }
type T struct{ a, b int }

func (t T) M() int { return t.b }

type E struct{}

func (E) M() int { return 1 }

type P struct{ x int }

func (p *P) M() int { return 7 }

func call(i I) int { return i.M() }

//go:noinline
func call2(i I) int { return i.M() }

func try(name string, f func()) {
	defer func() {
		r := recover()
		fmt.Println(name, r)
		if e, ok := r.(interface{ RuntimeError() }); ok {
			_ = e
			fmt.Println(strings.Contains(fmt.Sprintf("%T", r), "errorString"), fmt.Sprintf("%T", r))
		}
	}()
	f()
}

type S struct{ I }

//go:noinline
func mk(b bool) *T {
	if b {
		return &T{}
	}
	return nil
}

func get() I { return (*T)(nil) }

func main() {
	try("direct", func() { var i I = (*T)(nil); i.M() })
	try("empty", func() { var i I = (*E)(nil); i.M() })
	try("inlined", func() { call((*T)(nil)) })
	try("notinlined", func() { call2((*T)(nil)) })
	try("mk", func() { var i I = mk(false); i.M() })
	try("field", func() { s := S{(*T)(nil)}; s.M() })
	try("fieldI", func() { s := S{(*T)(nil)}; s.I.M() })
	try("get", func() { get().M() })
	try("two", func() {
		var i I = &P{}
		i.M()
		i = (*T)(nil)
		i.M()
	})
	try("methodvalue", func() { var i I = (*T)(nil); f := i.M; f() })
	try("defer", func() { var i I = (*T)(nil); defer i.M() })
	try("niliface", func() {
		var i I
		if len(strings.Fields("")) > 0 {
			i = &P{}
		}
		i.M()
	})
	try("stringer", func() { var t *T; var i I = t; fmt.Println(i.M()) })
	ch := make(chan int)
	go func() {
		defer close(ch)
		try("goroutine", func() { var i I = (*T)(nil); go func() {}(); i.M() })
	}()
	<-ch
	var i I = (*T)(nil)
	i.M()
}
