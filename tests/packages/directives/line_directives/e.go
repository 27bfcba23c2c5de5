package main

//line foo.go:10
func main() {
	x := 
}
}
