// Declarations that refer to themselves.
package p

type T1 struct{ f T1 } // ERROR@6 `invalid recursive type: T1 refers to itself`

type (
	A1 struct{ b [2]B1 } // ERROR@2 `invalid recursive type A1\n\t7:2: A1 refers to B1\n\t8:2: B1 refers to A1`
	B1 struct{ a A1 }
)

type (
	L = []R
	R struct{ l L }
)

type X1 = X2 // ERROR@6 `invalid recursive type X1\n\t16:6: X1 refers to X2\n\t17:6: X2 refers to X1`
type X2 = X1

type I1 interface{ I2 } // ERROR@6 `invalid recursive type I1\n\t19:6: I1 refers to I2\n\t20:6: I2 refers to I1`
type I2 interface{ I1 }

type G[P any] struct{ p P }
type H struct{ g G[H] } // ERROR@6 `invalid recursive type H\n\t23:6: H refers to G\[H\]\n\t23:18: G\[H\] refers to H`

type Endless[P any] struct{ e *Endless[*P] }

func grow[P any](n int) {
	grow[*P](n - 1)
}

const c1 = c2 // ERROR@7 `initialization cycle for c1\n\t31:7: c1 refers to c2\n\t32:7: c2 refers to c1`
const c2 = c1

var v1 = v2 // ERROR@5 `initialization cycle for v1\n\t34:5: v1 refers to v2\n\t35:5: v2 refers to f1\n\t37:6: f1 refers to v1`
var v2 = f1()

func f1() int { return v1 }

func local() {
	type t t // ERROR@7 `invalid recursive type: t refers to itself`
	type s struct{ s *s }
}
