// Declarations of all kinds.
package p

import (
	"fmt"
	"os" // ERROR@2 `"os" imported and not used`
	str "strings" // ERROR@2 `"strings" imported as str and not used`
)

var a = 1
var a = 2 // ERROR@5 `a redeclared in this block\n\t10:5: other declaration of a`
var x, y int = 1 // ERROR@16 `assignment mismatch: 2 variables but 1 value`
var u1, u2 = 1, 2, 3 // ERROR@20 `extra init expr 3`
const c1, c2 = 1 // ERROR@11 `missing init expr for c2`
type T struct{ a int; a string } // ERROR@23 `a redeclared\n\t15:16: other declaration of a`
type T2 struct{ T2 } // ERROR@6 `invalid recursive type: T2 refers to itself`
type T3 [2]T3 // ERROR@6 `invalid recursive type: T3 refers to itself`
type I interface{ m(); m() } // ERROR@24 `duplicate method m\n\t18:19: other declaration of method m`
type E1 interface{ E1 } // ERROR@6 `invalid recursive type: E1 refers to itself`
type U interface{ int | string }
var uu U // ERROR@8 `cannot use type U outside a type constraint: interface contains type constraints`
var vv undefined // ERROR@8 `undefined: undefined`
var ww fmt.Nothing // ERROR@12 `undefined: fmt\.Nothing`
func f(a int, a string) {} // ERROR@15 `a redeclared in this block\n\t24:8: other declaration of a`
func g(x int) { var x int; _ = x } // ERROR@21 `x redeclared in this block\n\t25:8: other declaration of x`
func h() (r int, r string) { return } // ERROR `r redeclared in this block\n\t26:11: other declaration of r` `result parameter r not in scope at return\n\t26:11: inner declaration of var r string`
func (t T) m() {}
func (t T) m() {} // ERROR@12 `method T\.m already declared at 27:12`
func (t T) a() {} // ERROR@12 `field and method with the same name a\n\t15:16: other declaration of a`
func (i int) mm() {} // ERROR@9 `cannot define new methods on non-local type int`
func (t *undefined2) mm() {} // ERROR@10 `undefined: undefined2`
func init() int { return 1 } // ERROR@6 `func init must have no arguments and no return values`
func gen[P any, P any](P) {} // ERROR@17 `P redeclared in this block\n\t33:10: other declaration of P`
var arr [n]int // ERROR@10 `invalid array length n`
var arr2 [-1]int // ERROR@11 `invalid array length -1 \(untyped int constant\)`
var arr3 [1.5]int // ERROR@11 `array length 1\.5 \(untyped float constant\) must be integer`
var n = 1
var m map[[]int]int // ERROR@11 `invalid map key type \[\]int`
var loop1 = loop2 // ERROR@5 `initialization cycle for loop1\n\t39:5: loop1 refers to loop2\n\t40:5: loop2 refers to loop1`
var loop2 = loop1
type A = B // ERROR@6 `invalid recursive type A\n\t41:6: A refers to B\n\t42:6: B refers to A`
type B = A
type Alias[P any] = []P
var al Alias // ERROR@8 `cannot use generic type Alias\[P any\] without instantiation`
var al2 Alias[int, int] // ERROR@9 `too many type arguments for type Alias: have 2, want 1`
func (Alias[P]) mmm() {} // ERROR@7 `cannot define new methods on generic alias type Alias\[P any\]`
type Ptr *int
func (p Ptr) no() {} // ERROR@9 `invalid receiver type Ptr \(pointer or interface type\)`
type Chan chan Chan
type Fn func(Fn) Fn
var _ = iota // ERROR@9 `cannot use iota outside constant declaration`
const ci = iota
const (
	k0 = iota
	k1
	k2 string = "a"
	k3
	k4 = k5 // ERROR@2 `initialization cycle for k4\n\t58:2: k4 refers to k5\n\t59:2: k5 refers to k4`
	k5 = k4
)
var unusedInFunc = func() { var q int } // ERROR@33 `declared and not used: q`
func noBody2() { return 1 } // ERROR@25 `too many return values\n\thave \(number\)\n\twant \(\)`
var _, _ = f, g
type Emb struct { *Ptr2; int; *int; fmt.Stringer } // ERROR `embedded field type cannot be a pointer` `int redeclared\n\t64:26: other declaration of int`
type Ptr2 *int
var fnv func(a, b int, c ...string) (int, error)
