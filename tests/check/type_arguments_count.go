package main

// A type with the wrong number of arguments is itself: what is assigned to it is judged all the same.

type Pair[A, B any] struct {
	a A
	b B
}

type Shape[R any] interface{ Area() R }

type square[R any] struct{ side R }

func (s *square[R]) Area(int) R { return s.side }

func makes[R any]() Shape[R, R] { // ERROR@21 `too many type arguments for type Shape: have 2, want 1`
	return &square[R]{} // ERROR@9 `cannot use &square\[R\]\{\} \(value of type \*square\[R\]\) as Shape\[R, R\] value in return statement`
}

type Loop[U interface{ M() Loop[U, int] }] int // ERROR@28 `too many type arguments for type Loop: have 2, want 1`

type X int

func (X) M() Loop[X] { return 0 }

func main() {
	var p Pair[int] // ERROR@8 `not enough type arguments for type Pair: have 1, want 2`
	var q Pair[int, string]
	p = q // ERROR@6 `cannot use q \(variable of struct type Pair\[int, string\]\) as Pair\[int\] value in assignment`
	_ = p
	_ = q
}
