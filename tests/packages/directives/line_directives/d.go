package main

 //line foo.go:10
var x int = "a"

	//line foo.go:20
var y int = "a"

func main() {
	//line foo.go:30
	x := 1
//line /abs/foo.go:30
	z := 1
//line ../x/foo.go:40
	w := 1
//line c:\foo.go:40
	w := 1
}
