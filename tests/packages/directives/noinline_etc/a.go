package main

//go:noinline
var x int

//go:noinline
type T struct{}

func main() {
	//go:noinline
	y := 1
	_ = y
}

//go:noinline

func f() {}
