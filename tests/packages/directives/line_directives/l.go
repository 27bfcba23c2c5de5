package main

//line foo.go:10
func main() {
	var x int
	if x == 1 {
		return
	}
	var a, b = 1
	switch x {
	case 1:
//line goo.go:1
	case 1:
	}
	var m = map[int]int{
	1: 1,
//line hoo.go:1
	1: 2,
	}
	_ = m
}
