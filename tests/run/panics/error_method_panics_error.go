// The Error method of the value panics with an error.
package main

type bad struct{ n int }

func (b bad) Error() string {
	if b.n > 0 {
		panic(bad{b.n - 1})
	}
	return "last"
}

func main() {
	panic(bad{2})
}
