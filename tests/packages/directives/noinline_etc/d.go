package main

import _ "unsafe"

//go:linkname
func foo() {}

//go:linkname nosuch runtime.foo

//go:linkname a b c
func a() {}

//go:linkname T runtime.x
type T int

func main() { foo() }
