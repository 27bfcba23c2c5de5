// An iterator recovers and calls the body again.
package main

func seq(yield func(int) bool) {
	defer func() {
		recover()
		yield(2)
	}()
	yield(1)
}

func main() {
	for i := range seq {
		panic(i)
	}
}
