// An iterator recovers and returns.
package main

func seq(yield func(int) bool) {
	defer func() { recover() }()
	yield(1)
}

func main() {
	for i := range seq {
		panic(i)
	}
	println("unreachable")
}
