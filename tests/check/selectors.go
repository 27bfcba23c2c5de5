// Selectors.
package p

import (
	"strings"
	"unsafe"
)

type A struct{ x, Y int }
type B struct{ x int }
type C struct {
	A
	B
}
type D struct{ *A }
type I interface{ M() }
type G[T any] struct{ v T }

func (g G[T]) Get() T  { return g.v }
func (a A) Foo()       {}
func (a *A) Bar()      {}

func f(a A, c C, d D, i I, pi *I, g G[int], pp **A) {
	_ = a.x
	_ = a.y // ERROR@8 `a\.y undefined \(type A has no field or method y, but does have field Y\)`
	_ = a.X // ERROR@8 `a\.X undefined \(type A has no field or method X, but does have field x\)`
	_ = a.foo // ERROR@8 `a\.foo undefined \(type A has no field or method foo, but does have method Foo\)`
	a.foo() // ERROR@4 `a\.foo undefined \(type A has no field or method foo, but does have method Foo\)`
	a.bar() // ERROR@4 `a\.bar undefined \(type A has no field or method bar, but does have method Bar\)`
	_ = c.x // ERROR@8 `ambiguous selector c\.x`
	_ = c.A.x
	_ = c.Y
	_ = d.x
	_ = i.M
	_ = i.N // ERROR@8 `i\.N undefined \(type I has no field or method N\)`
	_ = i.m // ERROR@8 `i\.m undefined \(type I has no field or method m, but does have method M\)`
	_ = pi.M // ERROR@9 `pi\.M undefined \(type \*I is pointer to interface, not interface\)`
	_ = g.v
	_ = g.w // ERROR@8 `g\.w undefined \(type G\[int\] has no field or method w\)`
	_ = g.Get()
	_ = pp.x // ERROR@9 `pp\.x undefined \(type \*\*A has no field or method x\)`
	_ = A.x // ERROR@6 `operand for field selector x must be value of type A`
	_ = A.Foo
	_ = A.Bar // ERROR@8 `invalid method expression A\.Bar \(needs pointer receiver \(\*A\)\.Bar\)`
	_ = (*A).Bar
	_ = strings.Nothing // ERROR@14 `undefined: strings\.Nothing`
	_ = strings.contains // ERROR@14 `undefined: strings\.contains \(but have Contains\)`
	_ = strings.toupper // ERROR@14 `undefined: strings\.toupper \(but have ToUpper\)`
	_ = strings // ERROR@6 `use of package strings not in selector`
	_ = unsafe.Foo // ERROR@13 `undefined: unsafe\.Foo`
	_ = strings.asciiSpace // ERROR@14 `name asciiSpace not exported by package strings`
	_ = strings.nothing // ERROR@14 `undefined: strings\.nothing`
	_ = undefined.x // ERROR@6 `undefined: undefined`
	_ = len.x // ERROR@9 `invalid use of len \(built-in\) in selector expression`
	A{}.Bar() // ERROR@6 `cannot call pointer method Bar on A`
	_ = f.x // ERROR@8 `f\.x undefined \(type func\(a A, c C, d D, i I, pi \*I, g G\[int\], pp \*\*A\) has no field or method x\)`
	_ = nil.x // ERROR@10 `nil\.x undefined \(type untyped nil has no field or method x\)`
	var sb strings.Builder
	sb.writeString("a") // ERROR@5 `sb\.writeString undefined \(type strings\.Builder has no field or method writeString, but does have method WriteString\)`
	sb.buf = nil // ERROR@5 `sb\.buf undefined \(cannot refer to unexported field buf\)`
	_ = sb
}
