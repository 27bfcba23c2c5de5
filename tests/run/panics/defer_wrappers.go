// Deferred calls of every kind; only one that panics by itself shows in the traceback.
package main

import "time"

type t struct{}

func (t) m(int) {}
func (t) n()    {}
func f()        {}
func g(int)     {}
func h() int    { return 1 }

func main() {
	defer f()
	defer g(1)
	defer h()
	x := f
	defer x()
	defer t{}.n()
	defer t{}.m(1)
	defer func() {}()
	defer func(int) {}(1)
	go f()
	go g(1)
	if len(x0) > 0 {
		go panic("a")
		time.Sleep(time.Second)
	}
	defer close((chan int)(nil))
	defer panic("x")
}

var x0 []int
