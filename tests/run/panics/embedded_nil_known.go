package main

import "fmt"

type I interface {
	A()
	B() int
}
type T struct{ I }

func (T) A() { fmt.Println("A") }

type P struct{ n int }

func (p *P) A()    { fmt.Println("PA") }
func (p P) B() int { return p.n }

type Q struct{ *P }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

//go:noinline
func call(i I) { i.B() }

func main() {
	try(func() { var i I = Q{}; i.A(); i.B() })
	try(func() { var i I = &Q{}; i.A(); i.B() })
	try(func() { call(Q{}) })
	var i I = T{}
	i.A()
	i.B()
}
