package main

//line foo.go
var x int = "a"

//line foo.go:0
var y int = "a"

//line foo.go:-1
var y2 int = "a"

//line foo.go:x
var z int = "a"

//line foo.go:1:0
var z2 int = "a"

//line foo.go:99999999999
var z3 int = "a"

func main() {
}
