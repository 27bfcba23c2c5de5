package main

import (
	"bytes"
	"encoding/gob"
	"fmt"
)

type Shape interface{ Area() float64 }
type Square struct{ S float64 }
type Circle struct{ R float64 }

func (s Square) Area() float64 { return s.S * s.S }
func (c Circle) Area() float64 { return 3 * c.R * c.R }

type P struct {
	X, Y  int
	Name  string
	M     map[string][]int
	F     []float64
	Shape Shape
	B     []byte
	A     [3]uint8
	N     *P
	C     complex128
}

func main() {
	gob.Register(Square{})
	gob.Register(Circle{})
	var b bytes.Buffer
	enc := gob.NewEncoder(&b)
	p := P{1, -2, "three", map[string][]int{"a": {1, 2}}, []float64{1.5}, Square{2}, []byte("hi"), [3]uint8{1, 2, 3}, &P{X: 9}, 1 + 2i}
	fmt.Println(enc.Encode(p), b.Len())
	var q P
	fmt.Println(gob.NewDecoder(&b).Decode(&q))
	fmt.Println(q.X, q.Y, q.Name, q.M, q.F, q.Shape.Area(), string(q.B), q.A, q.N.X, q.C)
	var z struct{ X string }
	enc = gob.NewEncoder(&b)
	enc.Encode(p)
	fmt.Println(gob.NewDecoder(&b).Decode(&z))
}
