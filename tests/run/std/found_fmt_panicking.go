// A method that panics while fmt prints: for the rest of the directive width and precision are 0, flags stay.
package main

import (
	"errors"
	"fmt"
)

type bad struct{ n int }

func (b bad) String() string { panic("in String") }

type worse int

func (w worse) Error() string { panic(errors.New("in Error")) }

type shown []int

func (s shown) Format(f fmt.State, verb rune) {
	w, ok := f.Width()
	p, ok2 := f.Precision()
	fmt.Fprint(f, string(verb), w, ok, p, ok2, f.Flag('+'), f.Flag('-'))
}

type all struct {
	A int
	B bad
	C int
	S shown
	W worse
	T string
	D shown
}

func main() {
	v := all{1, bad{2}, 3, shown{4}, 5, "six", nil}
	fmt.Printf("%4v|%4v\n", v, 7)
	fmt.Printf("%+8.2v|%5d\n", v, 7)
	fmt.Printf("%-6s|%x\n", v, 7)
	fmt.Printf("%8.3q\n", []any{"before", bad{1}, "after", 9, shown{}})
	fmt.Printf("%6d %6v %6v\n", 1, bad{}, 2)
	fmt.Println(v, bad{}, []any{worse(1), shown{1}})
	fmt.Println(fmt.Errorf("%5v %w %5v", []any{bad{}, 1}, worse(2), []int{3}))
	var none *bad
	fmt.Printf("%5v %5v\n", []any{none, 1}, 2)
}
