package main

//go:linkname foo runtime.foo
func foo()

func main() { foo() }
