// A type may stand where a value could: an operator behind it, or before it, belongs to it as to any operand.
package p

var x int

type t struct{}

const n = 3

var a = [...]byte / 0 // ERROR@9 `invalid use of \[\.\.\.\] array \(outside a composite literal\)` `\[\.\.\.\]byte \(type\) is not an expression`
var b = []int + 1 // ERROR@9 `\[\]int \(type\) is not an expression`
var c = map[string]int == nil // ERROR@9 `map\[string\]int \(type\) is not an expression`
var d = chan int - x // ERROR@9 `chan int \(type\) is not an expression`
var e = func() == nil // ERROR@13 `func\(\) \(type\) is not an expression`
var f = 1 + []int/[]int{} // ERROR@13 `\[\]int \(type\) is not an expression`
var g = -[...]byte // ERROR@10 `invalid use of \[\.\.\.\] array \(outside a composite literal\)` `\[\.\.\.\]byte \(type\) is not an expression`
var h = []t.x / 2 // ERROR `\[\]t\.x \(type\) is not an expression` `t\.x is not a type`
var i [n * t{}]int // ERROR@8 `invalid operation: n \* t\{\} \(mismatched types untyped int and t\)`
var j = func() *int == nil // ERROR@13 `func\(\) \*int \(type\) is not an expression`

func k() {
	_ = [...]byte * x // ERROR@6 `invalid use of \[\.\.\.\] array \(outside a composite literal\)` `\[\.\.\.\]byte \(type\) is not an expression`
	_ = chan<- int | 2 // ERROR@6 `chan<- int \(type\) is not an expression`
	_ = !map[string]int && true // ERROR@7 `map\[string\]int \(type\) is not an expression`
}

func l() {
	[]int / 2 // ERROR@2 `\[\]int \(type\) is not an expression`
	if []int == nil { // ERROR@5 `\[\]int \(type\) is not an expression`
	}
	_ = []func() *t * 2 // ERROR@6 `\[\]func\(\) \*t \(type\) is not an expression`
	_ = func() <-chan int & x // ERROR@10 `func\(\) <-chan int \(type\) is not an expression`
}
