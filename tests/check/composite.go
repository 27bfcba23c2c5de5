// Composite literals.
package p

import "strings"

type P struct{ X, y int }
type Q struct {
	P
	z string
}
type E struct{ *P }

var (
	_ = P{1, 2}
	_ = P{1} // ERROR@9 `too few values in struct literal of type P`
	_ = P{1, 2, 3} // ERROR@14 `too many values in struct literal of type P`
	_ = P{X: 1}
	_ = P{X: 1, 2} // ERROR@14 `mixture of field:value and value elements in struct literal`
	_ = P{X: 1, X: 2} // ERROR@14 `duplicate field name X in struct literal`
	_ = P{x: 1} // ERROR@8 `unknown field x in struct literal of type P, but does have X`
	_ = P{z: 1} // ERROR@8 `unknown field z in struct literal of type P`
	_ = P{1: 1} // ERROR@8 `invalid field name 1 in struct literal`
	_ = P{X: "a"} // ERROR@11 `cannot use "a" \(untyped string constant\) as int value in struct literal`
	_ = P{"a", 2} // ERROR@8 `cannot use "a" \(untyped string constant\) as int value in struct literal`
	_ = Q{X: 1}
	_ = Q{P: P{}, X: 1} // ERROR@16 `cannot specify promoted field X and enclosing embedded field P`
	_ = Q{X: 1, P: P{}} // ERROR@14 `cannot specify embedded field P and enclosed promoted field X`
	_ = E{X: 1} // ERROR@8 `invalid implicit pointer indirection to reach X`
	_ = strings.Builder{buf: nil} // ERROR@22 `cannot refer to unexported field buf in struct literal of type strings\.Builder`
	_ = []int{1, 2, "a"} // ERROR@18 `cannot use "a" \(untyped string constant\) as int value in array or slice literal`
	_ = []int{0: 1, 0: 2} // ERROR@18 `duplicate index 0 in array or slice literal`
	_ = []int{-1: 1} // ERROR@12 `invalid argument: index -1 \(constant of type int\) must not be negative`
	_ = []int{"a": 1} // ERROR@12 `cannot convert "a" \(untyped string constant\) to type int`
	_ = [2]int{1, 2, 3} // ERROR@19 `index 2 is out of bounds \(>= 2\)`
	_ = [2]int{5: 1} // ERROR@13 `invalid argument: index 5 out of bounds \[0:2\]`
	_ = [...]int{1, 2, 3}
	_ [3]int = [...]int{1, 2} // ERROR@13 `cannot use \[\.\.\.\]int\{…\} \(value of type \[2\]int\) as \[3\]int value in variable declaration`
	_ = map[string]int{"a": 1, "a": 2} // ERROR@29 `duplicate key "a" in map literal`
	_ = map[string]int{1: 1} // ERROR@21 `cannot use 1 \(untyped int constant\) as string value in map literal`
	_ = map[string]int{"a"} // ERROR@21 `missing key in map literal`
	_ = map[string]int{"a": "b"} // ERROR@26 `cannot use "b" \(untyped string constant\) as int value in map literal`
	_ = map[any]int{1: 1, "1": 2, 1: 3} // ERROR@32 `duplicate key 1 in map literal`
	_ = int{1} // ERROR@6 `invalid composite literal type int`
	_ = *P{} // ERROR@7 `invalid operation: cannot indirect P\{\} \(value of struct type P\)`
	_ = []P{{1, 2}, {X: 1}, {"a", 1}} // ERROR@27 `cannot use "a" \(untyped string constant\) as int value in struct literal`
	_ = []*P{{1, 2}, {1}} // ERROR@21 `too few values in struct literal of type P`
	_ = map[P]P{{1, 2}: {3, 4}}
	_ = [][]int{{1}, {"a"}} // ERROR@20 `cannot use "a" \(untyped string constant\) as int value in array or slice literal`
	_ = undefined{1} // ERROR@6 `undefined: undefined`
	_ = []int{x: 1} // ERROR@12 `index x must be integer constant`
	_ = struct{}{1} // ERROR@15 `too many values in struct literal of type struct\{\}`
)

var x = 1
