// Methods and what may have them.
package p

import "time"

type T struct{ f int }

func (T) m()  {}
func (T) m()  {} // ERROR "method T\.m already declared at \S*8:10"
func (t T) f() {} // ERROR "field and method with the same name f"

type P *T

func (P) m() {} // ERROR "invalid receiver type P \(pointer or interface type\)"

type I interface{ m() }

func (I) n() {} // ERROR "invalid receiver type I \(pointer or interface type\)"

func (int) m()       {} // ERROR "cannot define new methods on non-local type int"
func (time.Time) m() {} // ERROR "cannot define new methods on non-local type time\.Time"
func ([]int) m()     {} // ERROR "invalid receiver type \[\]int"
func (undefined) m() {} // ERROR "undefined: undefined"

type Generic[A, B any] struct{}

func (Generic[A, B]) ok(a A) (b B) { return }
func (Generic[A]) few()            {} // ERROR "receiver declares 1 type parameter, but receiver base type declares 2"
func (Generic) none()              {} // ERROR "cannot use generic type Generic\[A, B any\] without instantiation"

type J interface {
	a()
	a() // ERROR "duplicate method a"
}

type K interface {
	I // ERROR "duplicate method m"
	m() int
}

var _ I = &P1{}

type P1 struct{}

func (p *P1) m() {}

var _ I = P1{} // ERROR "cannot use P1\{\} \(value of struct type P1\) as I value in variable declaration: P1 does not implement I \(method m has pointer receiver\)"
var _ I = 1 // ERROR "cannot use 1 \(constant of type int\) as I value in variable declaration: int does not implement I \(missing method m\)"
var _ interface{ M() } = T{} // ERROR "cannot use T\{\} \(value of struct type T\) as interface\{M\(\)\} value in variable declaration: T does not implement interface\{M\(\)\} \(missing method M\)"

func init() int { return 0 } // ERROR "func init must have no arguments and no return values"

var init = 1 // ERROR "cannot declare init - must be func"
