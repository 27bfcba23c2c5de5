// Declarations and scope as errors: redeclarations, init and main, labels, blank, unused, short declarations, iota, constants.
package p

import (
	"fmt" // ERROR@2 `"fmt" imported and not used`
	m "math" // ERROR@2 `"math" imported as m and not used`
	. "strings" // ERROR@2 `"strings" imported and not used`
	_ "os"
	fmt2 "fmt"
)

var x, x = 1, 2 // ERROR@8 `x redeclared in this block\n\t12:5: other declaration of x`
var fmt = 3 // ERROR@5 `fmt already declared through import of package fmt \("fmt"\)\n\t5:2: other declaration of fmt`
var init = 1 // ERROR@5 `cannot declare init - must be func`

func init() int { return 1 } // ERROR@6 `func init must have no arguments and no return values`
func init(a int) {} // ERROR@6 `func init must have no arguments and no return values`
func f()         {}
func f()         {} // ERROR@6 `f redeclared in this block\n\t18:6: other declaration of f`
func g(a, a int) {} // ERROR@11 `a redeclared in this block\n\t20:8: other declaration of a`
func h(a int) (a int) { return } // ERROR `a redeclared in this block\n\t21:8: other declaration of a` `result parameter a not in scope at return\n\t21:8: inner declaration of var a int`

type f int // ERROR@6 `f redeclared in this block\n\t18:6: other declaration of f`

const (
	c1 = iota
	c2, c3 // ERROR@6 `missing init expr for c3`
	c4, c5 = iota // ERROR@6 `missing init expr for c5`
	c6     = 1, 2 // ERROR@14 `extra init expr 2`
	c7 int = "s" // ERROR@11 `cannot use "s" \(untyped string constant\) as int value in constant declaration`
	c8 = y // ERROR@7 `y \(variable of type int\) is not constant`
	c9 = f2() // ERROR@7 `f2\(\) \(value of type int\) is not constant`
	c10 []int = nil // ERROR@6 `invalid constant type \[\]int`
)
const noValue // ERROR@7 `missing init expr for noValue`
const noValue2 int // ERROR@7 `missing init expr for noValue2`

var y = 1

func f2() int { return 1 }

var v1, v2 = 1 // ERROR@14 `assignment mismatch: 2 variables but 1 value`
var v3, v4 int = 1, 2, 3 // ERROR@24 `extra init expr 3`
var v5 = nil // ERROR@10 `use of untyped nil in variable declaration`
var v6 = f() // ERROR@10 `f\(\) \(no value\) used as value`
var v7, v8 = f2() // ERROR@14 `assignment mismatch: 2 variables but f2 returns 1 value`
var v9 int = v9 // ERROR@5 `initialization cycle: v9 refers to itself`
var w1, w2 = w2, w1 // ERROR@5 `initialization cycle for w1\n\t48:5: w1 refers to w2\n\t48:9: w2 refers to w1`

type A = A // ERROR@6 `invalid recursive type: A refers to itself`
type B = C // ERROR@6 `invalid recursive type B\n\t51:6: B refers to C\n\t52:6: C refers to B`
type C = B
type D = *D // ERROR@6 `invalid recursive type: D refers to itself`
type L[P any] = P // ERROR@17 `cannot use type parameter declared in alias declaration as RHS`
type M[P any] P // ERROR@15 `cannot use a type parameter as RHS in type declaration`
type N[P any] = []P

var n1 N // ERROR@8 `cannot use generic type N\[P any\] without instantiation`
var n2 N[int, string] // ERROR@8 `too many type arguments for type N: have 2, want 1`
var n3 M[int]
var n4 int[string] // ERROR@8 `invalid operation: int\[string\] \(int is not a generic type\)`

func inner[P any]() {
	type L P // ERROR@9 `cannot use a type parameter as RHS in type declaration`
	type K = P
	type Q[T any] []T
	var k K
	_ = k
}

func locals() {
	a := 1 // ERROR@2 `declared and not used: a`
	var b int // ERROR@6 `declared and not used: b`
	c, d := 1, 2 // ERROR@2 `declared and not used: c`
	a, c := 3, 4 // ERROR@7 `no new variables on left side of :=`
	e, e := 1, 2 // ERROR `declared and not used: e` `e repeated on left side of :=`
	_ := 1 // ERROR@4 `no new variables on left side of :=`
	_, _ := 1, 2 // ERROR@7 `no new variables on left side of :=`
	x.y := 1 // ERROR `non-name x\.y on left side of :=` `x\.y undefined \(type int has no field or method y\)`
	undefined1 = 1 // ERROR@2 `undefined: undefined1`
	_ = undefined2 // ERROR@6 `undefined: undefined2`
	_ = _ // ERROR@6 `cannot use _ as value or type`
	_++ // ERROR@2 `cannot use _ as value or type`
	f := _ // ERROR `declared and not used: f` `cannot use _ as value or type`
	var g2 = g2 // ERROR `declared and not used: g2` `undefined: g2`
	const k = 1
	type unused int
	func() { z := 1 }() // ERROR@11 `declared and not used: z`
	for i := range 3 {
		j := i // ERROR@3 `declared and not used: j`
	}
	switch t := any(1).(type) { // ERROR@9 `t declared and not used`
	}
	_ = d
}

func labels() {
L1: // ERROR@1 `label L1 defined and not used`
	for {
	}
L2:
	for {
		break L2
	L2: // ERROR@2 `label L2 already defined at 101:1`
	}
	goto L3 // ERROR@7 `goto L3 jumps over declaration of v at 107:4`
	v := 1
	_ = v
L3:
	goto L4 // ERROR@7 `goto L4 jumps into block starting at 111:2`
	{
	L4:
	}
	break // ERROR@2 `break is not in a loop, switch, or select`
	continue // ERROR@2 `continue is not in a loop`
	func() { goto L3 }() // ERROR@16 `label L3 not defined`
L5:
	if true {
		continue L5 // ERROR@12 `invalid continue label L5`
		break L5 // ERROR@9 `invalid break label L5`
	}
	break L9 // ERROR@8 `break label not defined: L9`
}

func (T) a()   {}
func (T) a()   {} // ERROR@10 `method T\.a already declared at 125:10`
func (*T) b()  {}
func (T) fld() {} // ERROR@10 `field and method with the same name fld\n\t143:16: other declaration of fld`
func (T) _()   {}
func (T) _()   {}
func (int) m() {} // ERROR@7 `cannot define new methods on non-local type int`
func (*fmt2.Formatter) m() {} // ERROR@8 `cannot define new methods on non-local type fmt\.Formatter`
func (**T) m() {} // ERROR@8 `invalid receiver type \*\*T`
func (*I) m()  {} // ERROR@8 `invalid receiver type I \(pointer or interface type\)`
func (I) m2()  {} // ERROR@7 `invalid receiver type I \(pointer or interface type\)`
func (P2) m()  {} // ERROR@7 `invalid receiver type P2 \(pointer or interface type\)`
func (t T, u T) m() {} // ERROR@17 `method has multiple receivers`
func () m0()   {} // ERROR@9 `method has no receiver`
func (t ...T) m3() {} // ERROR@9 `invalid use of \.\.\.`
func (T) m4[P any](P) {}
func (undefinedT) m() {} // ERROR@7 `undefined: undefinedT`

type T struct{ fld int }
type I interface{}
type P2 *T

type G[A any, B comparable] struct{}

func (G) a1()          {} // ERROR@7 `cannot use generic type G\[A any, B comparable\] without instantiation`
func (G[A]) a2()       {} // ERROR@7 `receiver declares 1 type parameter, but receiver base type declares 2`
func (G[A, B, C]) a3() {} // ERROR@7 `receiver declares 3 type parameters, but receiver base type declares 2`
func (G[int, B]) a4()  {}
func (G[A, A]) a5()    {} // ERROR@12 `A redeclared in this block\n\t153:9: other declaration of A`
func (G[_, _]) a6()    {}
func (g G[X, Y]) a7(X Y) {} // ERROR@21 `X redeclared in this block\n\t155:11: other declaration of X`
func (G[A, B]) a8[A any]() {} // ERROR@19 `A redeclared in this block\n\t156:9: other declaration of A`

type GI = G[int, int]
type GA[X any] = G[X, int]

func (GI) b1()    {} // ERROR@7 `cannot define new methods on instantiated type G\[int, int\]`
func (GA[X]) b2() {} // ERROR@7 `cannot define new methods on generic alias type GA\[X any\]`

func missing() int {
	for {
		break
	}
} // ERROR@1 `missing return`
func noBody[P any]() // ERROR@6 `generic function is missing function body`
func tp[P any, P any]()   {} // ERROR@16 `P redeclared in this block\n\t170:9: other declaration of P`
func tp2[P any](P int)    {} // ERROR@17 `P redeclared in this block\n\t171:10: other declaration of P`
func tp3[_ any, _ any]()  {}
func tp4[P Q, Q any]()    {} // ERROR@12 `cannot use a type parameter as constraint`
func tp5[P *P]()          {}
func tp6[P interface{ Q }, Q any]() {} // ERROR@23 `term cannot be a type parameter`
