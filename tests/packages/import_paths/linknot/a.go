package main

//go:linkname foo runtime.nothing
func foo() int

func main() { println(foo()) }
