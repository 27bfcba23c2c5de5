// How a value of this kind is shown.
package main

type (
	S string
	I int
	B bool
	F float64
	C complex128
	T struct {
		a int
		b string
	}
)

func main() {
	panic(uintptr(77))
}
