// A method of an interface that nobody ever gives a value: gc knows that, and touches address 0.
package main

import "fmt"

type Shape interface {
	Perimeter() float64
	Area() float64
}

type Holder struct {
	Name  string
	Shape Shape
}

func main() {
	var h Holder
	fmt.Println(h.Shape == nil, h.Name == "")
	fmt.Println(h.Shape.Perimeter())
}
