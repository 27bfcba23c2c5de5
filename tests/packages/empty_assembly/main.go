package main

import _ "unsafe"

func main() { println("ok", nanotime() > 0) }

func unused()

//go:linkname nanotime runtime.nanotime
func nanotime() int64
