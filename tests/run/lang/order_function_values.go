// A function value that calls are needed for is there before the arguments are looked at; one that is only read is read behind their calls.
package main

import "fmt"

type box struct {
	n int
	f func(int) int
	g *func(int) int
}

//go:noinline
func (b *box) Self() *box { fmt.Println("Self", b.n); b.n++; return b }

func zero(k int) int { fmt.Println("zero", k); return 0 }
func one(k int) int  { fmt.Println("one", k); return 1 }

var z, o = zero, one
var gp = &box{f: zero, g: &z}

func (b *box) Ptr() *func(int) int { fmt.Println("Ptr"); return b.g }

//go:noinline
func step(k int) int {
	fmt.Println("step", k)
	gp.f = one
	*gp.g = one
	return k
}

func get(k int) func(int) int { fmt.Println("get", k); return zero }
func two() (int, int)         { fmt.Println("two"); gp.f = one; return 1, 2 }

var fs = []func(int, int) int{func(a, b int) int { fmt.Println("first"); return 0 }, func(a, b int) int { fmt.Println("second"); return 0 }}

func main() {
	gp.Self().f(step(3))
	gp.f = zero
	gp.f(step(3))
	gp.f = zero
	z = zero
	(*gp.Ptr())(step(3))
	z = zero
	(*gp.g)(step(3))
	z = zero
	(**gp.Self().addr())(step(2))
	get(step(1))(step(2))
	func() func(int) int { return gp.f }()(step(4))
	gp.f = zero
	fmt.Println(gp.Self().f(step(3)) + gp.Self().f(step(5)))
	gp.f = zero
	defer gp.Self().f(step(3))
}

func (b *box) addr() **func(int) int { return &b.g }
