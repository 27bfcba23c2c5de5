// gc lays out the type of each declaration, and says what is too large for that where the declaration is.
package p

type B [1 << 17]byte

type C chan B // ERROR@6 `channel element type too large \(>64kB\)`

type S struct{ c chan B } // ERROR@6 `channel element type too large \(>64kB\)`

type I interface{ m(c chan B) } // ERROR@6 `channel element type too large \(>64kB\)`

type M int // ERROR@6 `channel element type too large \(>64kB\)`

func (M) m(c chan B) {}

func f(c chan B) {} // ERROR@6 `channel element type too large \(>64kB\)`

func g(c, d *chan B) (e []chan<- B) { return } // ERROR@6 `channel element type too large \(>64kB\)`

func named(c C) {} // ERROR@6 `channel element type too large \(>64kB\)`

func again(c C, s S, i I) {}

func inner(c chan chan B, m map[string]chan struct{ b [1 << 16]byte }) {} // ERROR@6 `channel element type too large \(>64kB\)`

func fits(c chan [1<<16 - 1]byte) {}

func generic[T any](c chan T) {} // ERROR@6 `channel element type too large \(>64kB\)`

func locals() {
	var c chan B // ERROR@6 `channel element type too large \(>64kB\)`
	var d func(c chan B) // ERROR@6 `channel element type too large \(>64kB\)`
	generic[B](nil)
	_, _ = c, d
}

var v chan B // ERROR@5 `channel element type too large \(>64kB\)`

var w []C

type T [1 << 51]byte // ERROR@6 `type \[2251799813685248\]byte larger than address space`

type P *[1 << 51]byte // ERROR@6 `type \[2251799813685248\]byte larger than address space`

func pointer(p *[1 << 51]byte, t T) {} // ERROR@6 `type \[2251799813685248\]byte larger than address space`

var t T
