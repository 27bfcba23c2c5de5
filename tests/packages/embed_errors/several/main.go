package main

import _ "embed"

//go:embed *.txt
var a string

func main() { println(a) }
