package main

//line p.go:1
var a int = "1"
//line p.go:1
var b int = "1"
//line p.go:1:5
var c int = "1"

func main() { a() }
