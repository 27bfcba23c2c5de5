package main

/*go:noinline*/
func f() {}

// go:noinline
var x int

	//go:noinline
var y int

/* */ //go:noinline
var z int

func main() {}
