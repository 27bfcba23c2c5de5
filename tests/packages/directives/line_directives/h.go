package main

//line x.go:10
func f() int {
}

//line x.go:2
func f() int { return 1 }

//line a.go:2
func g() {
L:
	goto M
}

func main() {
}
