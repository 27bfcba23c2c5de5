package main

func main() {
	f := 
	//go:noinline
	func() {}
	f()
	//go:nosplit
	for {
		//go:build x
		break
	}
}

type I interface {
	//go:noinline
	M()
}

type S struct {
	//go:noinline
	a int
}

var (
	//go:noinline
	v int
)
