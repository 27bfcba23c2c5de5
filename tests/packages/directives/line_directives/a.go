package main

//line foo.go:100
var x int = "a"

func main() {
//line bar.go:7:3
	y := 1
	z := 2
}
