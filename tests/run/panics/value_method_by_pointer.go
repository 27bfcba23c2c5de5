// A value method called through an interface that holds a nil pointer.
package main

type meter struct{ x int }

func (m meter) check() int { return m.x }

type checker interface{ check() int }

func main() {
	var m *meter
	println([]checker{m}[0].check())
}
