package main

import _ "embed"

//go:embed nothing.txt
var a string

//go:embed zzz*
var b string

func main() {}
