// A method panics with its own receiver, a float of a named type.
package main

type meter float64

func (m meter) check() { panic(m) }

func main() {
	meter(1.5).check()
}
