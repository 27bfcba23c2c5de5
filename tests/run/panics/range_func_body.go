// The body of a loop over a function panics; what it deferred runs.
package main

func seq(yield func(int) bool) {
	for i := 0; yield(i); i++ {
	}
}

func main() {
	for i := range seq {
		defer println("deferred", i)
		if i == 2 {
			panic("in the body")
		}
	}
}
