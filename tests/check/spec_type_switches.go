// Type switches that the specification refuses.
package p

import "fmt"

type T struct{}

func (T) M()  {}
func (*T) N() {}

type I interface{ M() }
type J interface{ M(int) }
type K interface{ N() }

func typeSwitches(x int, e any, i I, err error, p *T) {
	switch x.(type) { // ERROR@9 `x \(variable of type int\) is not an interface`
	}
	switch p.(type) { // ERROR@9 `p \(variable of type \*T\) is not an interface`
	}
	switch e.(type) {
	case int, string, int: // ERROR@20 `duplicate case int in type switch\n\t21:7: previous case`
	case []int:
	case []int: // ERROR@7 `duplicate case \[\]int in type switch\n\t22:7: previous case`
	case struct{ a int }, struct{ a int }: // ERROR@24 `duplicate case struct\{a int\} in type switch\n\t24:7: previous case`
	case struct{ b int }:
	case nil:
	case nil: // ERROR@7 `duplicate case nil in type switch\n\t26:7: previous case`
	case any, interface{}: // ERROR@12 `duplicate case interface\{\} in type switch\n\t28:7: previous case`
	case 1: // ERROR@7 `1 is not a type`
	case x: // ERROR@7 `x \(parameter\) is not a type`
	case fmt: // ERROR@7 `fmt \(package name\) is not a type`
	case fmt.Stringer:
	case error:
	case undefined: // ERROR@7 `undefined: undefined`
	case func(), func(int), func(): // ERROR@30 `duplicate case func\(\) in type switch\n\t35:11: previous case`
	}
	switch i.(type) {
	case T:
	case *T:
	case int: // ERROR@7 `impossible type switch case: int\n\ti \(variable of interface type I\) cannot have dynamic type int \(missing method M\)`
	case J:
	case K:
	case fmt.Stringer:
	case *int, struct{}: // ERROR `impossible type switch case: \*int\n\ti \(variable of interface type I\) cannot have dynamic type \*int \(missing method M\)` `impossible type switch case: struct\{\}\n\ti \(variable of interface type I\) cannot have dynamic type struct\{\} \(missing method M\)`
	case interface{ M() int }:
	}
	switch err.(type) {
	case T, *T: // ERROR `impossible type switch case: T\n\terr \(variable of interface type error\) cannot have dynamic type T \(missing method Error\)` `impossible type switch case: \*T\n\terr \(variable of interface type error\) cannot have dynamic type \*T \(missing method Error\)`
	case error:
	}
	switch v := e.(type) { // ERROR@9 `v declared and not used`
	}
	switch v := e.(type) { // ERROR@9 `v declared and not used`
	case int:
	}
	switch v := e.(type) {
	case int:
		v = "a" // ERROR@7 `cannot use "a" \(untyped string constant\) as int value in assignment`
	case string:
		v += 1 // ERROR@3 `invalid operation: v \+= 1 \(mismatched types string and untyped int\)`
	case int8, int16:
		v++ // ERROR@3 `invalid operation: v\+\+ \(non-numeric type any\)`
	case nil:
		v() // ERROR@3 `invalid operation: cannot call v \(variable of interface type any\): any is not a function`
	case []int:
		v := v // ERROR@5 `no new variables on left side of :=`
	default:
		_ = v + 1 // ERROR@7 `invalid operation: v \+ 1 \(mismatched types any and untyped int\)`
	}
	switch _ := e.(type) { // ERROR@9 `no new variable on left side of :=`
	}
	switch e.(type) {
	case int:
		fallthrough // ERROR@3 `cannot fallthrough in type switch`
	case string:
	}
	switch e.(type) {
	default:
	default: // ERROR@2 `multiple defaults \(first at 78:2\)`
	}
	v := e.(type) // ERROR `declared and not used: v` `invalid syntax tree: use of \.\(type\) outside type switch`
	_ = e.(type) // ERROR@6 `invalid syntax tree: use of \.\(type\) outside type switch`
	if e.(type) { // ERROR@5 `invalid syntax tree: use of \.\(type\) outside type switch`
	}
	f(e.(type)) // ERROR@4 `invalid syntax tree: use of \.\(type\) outside type switch`
	switch e := e.(type) {
	case int:
		_ = e + 1
	}
	switch x := 1; y := e.(type) {
	case int:
		_, _ = x, y
	}
	switch x := 1; e.(type) { // ERROR@9 `declared and not used: x`
	}
}

func f(any) {}

func generic[P any, Q I, R ~int | ~string](p P, q Q, r R) {
	switch p.(type) { // ERROR@9 `cannot use type switch on type parameter value p \(variable of type P constrained by any\)`
	}
	switch q.(type) { // ERROR@9 `cannot use type switch on type parameter value q \(variable of type Q constrained by I\)`
	}
	switch any(p).(type) {
	case P:
	case Q:
	case R:
	case P: // ERROR@7 `duplicate case P in type switch\n\t106:7: previous case`
	case []P, []P: // ERROR@12 `duplicate case \[\]P in type switch\n\t110:7: previous case`
	case int:
	}
	switch r {
	case 1: // ERROR@7 `cannot convert 1 \(untyped int constant\) to type R`
	}
	switch p { // ERROR@9 `cannot switch on p \(variable of type P constrained by any\) \(P is not comparable\)`
	case p:
	}
}
