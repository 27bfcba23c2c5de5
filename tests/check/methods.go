// Methods and what may have them.
package p

import "time"

type T struct{ f int }

func (T) m()  {}
func (T) m()  {} // ERROR@10 `method T\.m already declared at 8:10`
func (t T) f() {} // ERROR@12 `field and method with the same name f\n\t6:16: other declaration of f`

type P *T

func (P) m() {} // ERROR@7 `invalid receiver type P \(pointer or interface type\)`

type I interface{ m() }

func (I) n() {} // ERROR@7 `invalid receiver type I \(pointer or interface type\)`

func (int) m()       {} // ERROR@7 `cannot define new methods on non-local type int`
func (time.Time) m() {} // ERROR@7 `cannot define new methods on non-local type time\.Time`
func ([]int) m()     {} // ERROR@7 `invalid receiver type \[\]int`
func (undefined) m() {} // ERROR@7 `undefined: undefined`

type Generic[A, B any] struct{}

func (Generic[A, B]) ok(a A) (b B) { return }
func (Generic[A]) few()            {} // ERROR@7 `receiver declares 1 type parameter, but receiver base type declares 2`
func (Generic) none()              {} // ERROR@7 `cannot use generic type Generic\[A, B any\] without instantiation`

type J interface {
	a()
	a() // ERROR@2 `duplicate method a\n\t32:2: other declaration of method a`
}

type K interface {
	I // ERROR@2 `duplicate method m\n\t38:2: other declaration of method m`
	m() int
}

var _ I = &P1{}

type P1 struct{}

func (p *P1) m() {}

var _ I = P1{} // ERROR@11 `cannot use P1\{\} \(value of struct type P1\) as I value in variable declaration: P1 does not implement I \(method m has pointer receiver\)`
var _ I = 1 // ERROR@11 `cannot use 1 \(constant of type int\) as I value in variable declaration: int does not implement I \(missing method m\)`
var _ interface{ M() } = T{} // ERROR@26 `cannot use T\{\} \(value of struct type T\) as interface\{M\(\)\} value in variable declaration: T does not implement interface\{M\(\)\} \(missing method M\)\n\t\thave m\(\)\n\t\twant M\(\)`

func init() int { return 0 } // ERROR@6 `func init must have no arguments and no return values`

var init = 1 // ERROR@5 `cannot declare init - must be func`
