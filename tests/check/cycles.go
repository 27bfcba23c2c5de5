// Declarations that refer to themselves.
package p

type T1 struct{ f T1 } // ERROR "invalid recursive type: T1 refers to itself"

type (
	A1 struct{ b [2]B1 } // ERROR "invalid recursive type A1"
	B1 struct{ a A1 }
)

type (
	L = []R
	R struct{ l L }
)

type X1 = X2 // ERROR "invalid recursive type X1"
type X2 = X1

type I1 interface{ I2 } // ERROR "invalid recursive type I1"
type I2 interface{ I1 }

type G[P any] struct{ p P }
type H struct{ g G[H] } // ERROR "invalid recursive type H"

type Endless[P any] struct{ e *Endless[*P] }

func grow[P any](n int) {
	grow[*P](n - 1)
}

const c1 = c2 // ERROR "initialization cycle for c1"
const c2 = c1

var v1 = v2 // ERROR "initialization cycle for v1"
var v2 = f1()

func f1() int { return v1 }

func local() {
	type t t // ERROR "invalid recursive type: t refers to itself"
	type s struct{ s *s }
}
