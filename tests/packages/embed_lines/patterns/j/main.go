package main

import "embed"

// go:embed main.go
var s string

//go:embed
var t string

//go:embed  	
var u string

//go:embedmain.go
var v string

func main() { println(len(s)) }
