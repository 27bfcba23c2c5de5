// Types: cycles, blank and repeated names, embedded pointers, interface elements, map keys, channel directions.
package p

import "fmt"

type (
	T1 [10]T1 // ERROR@2 `invalid recursive type: T1 refers to itself`
	T2 [10]struct{ f T2 } // ERROR@2 `invalid recursive type: T2 refers to itself`
	T3 [10]T4 // ERROR@2 `invalid recursive type T3\n\t9:2: T3 refers to T4\n\t10:2: T4 refers to T3`
	T4 struct{ f T3 }
	T5 [10]*T5
	T6 [10]func() T6
	T7 [10]struct{ f []T7 }
	S1 struct{ S1 } // ERROR@2 `invalid recursive type: S1 refers to itself`
	S2 struct{ f [10]S2 } // ERROR@2 `invalid recursive type: S2 refers to itself`
	S3 struct{ S4 } // ERROR@2 `invalid recursive type S3\n\t16:2: S3 refers to S4\n\t17:2: S4 refers to S3`
	S4 struct{ f [10]S3 }
	S5 struct{ f *S5 }
)

type (
	P   *int
	I   interface{ M() }
	E1  struct{ P } // ERROR@14 `embedded field type cannot be a pointer`
	E2  struct{ *P } // ERROR@14 `embedded field type cannot be a pointer`
	E3  struct{ *I } // ERROR@14 `embedded field type cannot be a pointer to an interface`
	E5  struct {
		S5
		*S5 // ERROR@4 `S5 redeclared\n\t28:3: other declaration of S5`
	}
	E6 struct{ x, x int } // ERROR@16 `x redeclared\n\t31:13: other declaration of x`
	E7 struct {
		_, _ int
		_    string
	}
	E8[T any] struct{ T } // ERROR@20 `embedded field type cannot be a \(pointer to a\) type parameter`
	E9        struct{ fmt.Stringer; Stringer int } // ERROR@34 `Stringer redeclared\n\t37:24: other declaration of Stringer`
)

type (
	I1 interface {
		String() string
		String() string // ERROR@3 `duplicate method String\n\t42:3: other declaration of method String`
	}
	I2 interface{ _(x int) } // ERROR@16 `methods must have a unique non-blank name`
	I3 interface {
		fmt.Stringer // ERROR@3 `duplicate method String\n\t48:3: other declaration of method String`
		String()
	}
	I4 interface{ I4 } // ERROR@2 `invalid recursive type: I4 refers to itself`
	I5 interface{ I6 } // ERROR@2 `invalid recursive type I5\n\t51:2: I5 refers to I6\n\t52:2: I6 refers to I5`
	I6 interface{ I5 }
	I7 interface{ ~int | ~string | I7 } // ERROR@2 `invalid recursive type: I7 refers to itself`
	I8 interface{ [10]I8 } // ERROR@2 `invalid recursive type: I8 refers to itself`
	MyInt int
	J1 interface{ ~MyInt } // ERROR@16 `invalid use of ~ \(underlying type of MyInt is int\)`
	J2 interface{ ~error } // ERROR@16 `invalid use of ~ \(error is an interface\)`
	J3[Q any] interface{ Q } // ERROR@23 `term cannot be a type parameter`
	J4[Q any] interface{ int | ~Q } // ERROR@30 `type in term ~Q cannot be a type parameter`
	J5 interface{ ~int | MyInt } // ERROR@23 `overlapping terms p\.MyInt and ~int`
	J6 interface{ int | comparable } // ERROR@22 `cannot use comparable in union`
	J7 interface{ int | fmt.Stringer } // ERROR@22 `cannot use fmt\.Stringer in union \(fmt\.Stringer contains methods\)`
	J8 interface{ int | int } // ERROR@22 `overlapping terms int and int`
	Float interface{ ~float32 | ~float64 }
	J9 interface{ float32 | Float }
)

var f Float // ERROR@7 `cannot use type Float outside a type constraint: interface contains type constraints`
var g interface{} = Float(nil) // ERROR@21 `cannot use interface Float in conversion \(contains specific type constraints or is comparable\)`

type Floatish struct{ f Float } // ERROR@25 `cannot use type Float outside a type constraint: interface contains type constraints`

var c comparable // ERROR@7 `cannot use type comparable outside a type constraint: interface is \(or embeds\) comparable`
var (
	m1 map[[]int]int // ERROR@9 `invalid map key type \[\]int`
	m2 map[func()]int // ERROR@13 `invalid map key type func\(\)`
	m3 map[map[int]int]int // ERROR@9 `invalid map key type map\[int\]int`
	m4 map[struct{ f []int }]int // ERROR@9 `invalid map key type struct\{f \[\]int\}`
	m5 map[[2]func()]int // ERROR@9 `invalid map key type \[2\]func\(\)`
	m6 map[I]int
	m7 map[any]int
)

var (
	a1 [-1]int // ERROR@6 `invalid array length -1 \(untyped int constant\)`
	a2 [1.5]int // ERROR@6 `array length 1\.5 \(untyped float constant\) must be integer`
	a3 [n]int // ERROR@6 `invalid array length n`
	a4 ["x"]int // ERROR@6 `array length "x" \(untyped string constant\) must be integer`
	a5 [1 << 62]int
	a6 [3.0]int
	a7 [len(fmt.Sprint())]int // ERROR@6 `array length len\(fmt\.Sprint\(\)\) \(value of type int\) must be constant`
	a8 [...]int // ERROR@5 `invalid use of \[\.\.\.\] array \(outside a composite literal\)`
	n  = 3
)

func dirs(s chan<- int, r <-chan int, b chan int) {
	<-s // ERROR@4 `invalid operation: cannot receive from send-only channel chan<- int s \(variable of type chan<- int\)`
	r <- 1 // ERROR@2 `invalid operation: cannot send to receive-only channel <-chan int r \(variable of type <-chan int\)`
	s = b
	r = b
	b = s // ERROR@6 `cannot use s \(variable of type chan<- int\) as chan int value in assignment`
	b = r // ERROR@6 `cannot use r \(variable of type <-chan int\) as chan int value in assignment`
	close(r) // ERROR@8 `invalid operation: cannot close receive-only channel r \(variable of type <-chan int\)`
	for range s { // ERROR@12 `cannot range over s \(variable of type chan<- int\): receive from send-only channel chan<- int`
	}
	_ = b == s
	_ = s == r // ERROR@11 `invalid operation: s == r \(mismatched types chan<- int and <-chan int\)`
}

var (
	_ func(a, int) // ERROR@9 `undefined: a`
	_ func(a, a int) // ERROR@12 `a redeclared in this block\n\t112:9: other declaration of a`
)

func strs(s string) {
	s[0] = 'x' // ERROR@2 `cannot assign to s\[0\] \(neither addressable nor a map index expression\)`
	_ = &s[0] // ERROR@7 `invalid operation: cannot take address of s\[0\] \(value of type byte\)`
	_ = "abc"[5] // ERROR@12 `invalid argument: index 5 out of bounds \[0:3\]`
	_ = "abc"[-1] // ERROR@12 `invalid argument: index -1 \(constant of type int\) must not be negative`
}
