// Type identity, assignability, representability, method sets, as errors.
package p

import (
	"io"
	"strings"
)

type (
	A  []string
	B  []string
	S1 struct{ a, b int }
	S2 struct{ a, c int }
	St1 struct {
		a int `x:"1"`
	}
	St2 struct{ a int }
	F  func(int) string
	C  chan int
	C2 chan int
	I  interface{ M() }
	J  interface {
		M()
		N()
	}
	T   struct{}
	Ptr *T
	G[X any] struct{ x X }
)

func (T) M()  {}
func (*T) N() {}

func assign(a A, b B, s1 S1, s2 S2, st1 St1, st2 St2, f F, c C, c2 C2, i I, j J, t T, p Ptr, gi G[int], gs G[string]) {
	a = b // ERROR@6 `cannot use b \(variable of slice type B\) as A value in assignment`
	a = []string(b)
	s1 = s2 // ERROR@7 `cannot use s2 \(variable of struct type S2\) as S1 value in assignment`
	s1 = struct{ a, b int }{}
	s1 = struct{ b, a int }{} // ERROR@7 `cannot use struct\{b, a int\}\{\} \(value of type struct\{b int; a int\}\) as S1 value in assignment`
	st1 = st2 // ERROR@8 `cannot use st2 \(variable of struct type St2\) as St1 value in assignment`
	st1 = struct{ a int }{} // ERROR@8 `cannot use struct\{a int\}\{\} \(value of type struct\{a int\}\) as St1 value in assignment`
	st2 = struct{ a int }{}
	st2 = St2(st1)
	f = func(int) {} // ERROR@6 `cannot use func\(int\) \{\} \(value of type func\(int\)\) as F value in assignment`
	f = func(x int) (s string) { return }
	f = func(int, ...string) string { return "" } // ERROR@6 `cannot use func\(int, \.\.\.string\) string \{…\} \(value of type func\(int, \.\.\.string\) string\) as F value in assignment`
	c = c2 // ERROR@6 `cannot use c2 \(variable of chan type C2\) as C value in assignment`
	c = (<-chan int)(c2) // ERROR@6 `cannot use \(<-chan int\)\(c2\) \(value of type <-chan int\) as C value in assignment`
	var r <-chan int = c
	c = r // ERROR@6 `cannot use r \(variable of type <-chan int\) as C value in assignment`
	i = j
	j = i // ERROR@6 `cannot use i \(variable of interface type I\) as J value in assignment: I does not implement J \(missing method N\)`
	i = t
	j = t // ERROR@6 `cannot use t \(variable of struct type T\) as J value in assignment: T does not implement J \(method N has pointer receiver\)`
	j = &t
	i = p // ERROR@6 `cannot use p \(variable of pointer type Ptr\) as I value in assignment: Ptr does not implement I \(missing method M\)`
	p = &t
	gi = gs // ERROR@7 `cannot use gs \(variable of struct type G\[string\]\) as G\[int\] value in assignment`
	gi = struct{ x int }{}
	var e error = t // ERROR@16 `cannot use t \(variable of struct type T\) as error value in variable declaration: T does not implement error \(missing method Error\)`
	var w io.Writer = &t // ERROR@20 `cannot use &t \(value of type \*T\) as io\.Writer value in variable declaration: \*T does not implement io\.Writer \(missing method Write\)`
	var n strings.Builder = nil // ERROR@26 `cannot use nil as strings\.Builder value in variable declaration`
	var q *T = nil
	t = nil // ERROR@6 `cannot use nil as T value in assignment`
	var arr [3]int = [4]int{} // ERROR@19 `cannot use \[4\]int\{\} \(value of type \[4\]int\) as \[3\]int value in variable declaration`
	var fn func() = nil
	var u uintptr = nil // ERROR@18 `cannot use nil as uintptr value in variable declaration`
	var i8 int8 = i16 // ERROR@16 `cannot use i16 \(variable of type int16\) as int8 value in variable declaration`
	var any1 any = T.M
	_, _, _, _, _, _, _, _ = e, w, n, q, arr, fn, u, i8
	_ = any1
}

var i16 int16

var (
	_ byte    = 'a'
	_ byte    = 1024 // ERROR@14 `cannot use 1024 \(untyped int constant\) as byte value in variable declaration \(overflows\)`
	_ uint16  = -1 // ERROR@14 `cannot use -1 \(untyped int constant\) as uint16 value in variable declaration \(overflows\)`
	_ int     = 1.1 // ERROR@14 `cannot use 1\.1 \(untyped float constant\) as int value in variable declaration \(truncated\)`
	_ float32 = 42i // ERROR@14 `cannot use 42i \(untyped complex constant \(0 \+ 42i\)\) as float32 value in variable declaration \(overflows\)`
	_ float64 = 1e1000 // ERROR@14 `cannot use 1e1000 \(untyped float constant 1e\+1000\) as float64 value in variable declaration \(overflows\)`
	_ bool    = 0 // ERROR@14 `cannot use 0 \(untyped int constant\) as bool value in variable declaration`
	_ string  = 'a' // ERROR@14 `cannot use 'a' \(untyped rune constant 97\) as string value in variable declaration`
	_ rune    = 1 << 31 // ERROR@14 `cannot use 1 << 31 \(untyped int constant 2147483648\) as rune value in variable declaration \(overflows\)`
	_ int8    = 128 // ERROR@14 `cannot use 128 \(untyped int constant\) as int8 value in variable declaration \(overflows\)`
	_ int8    = -128
	_ uint64  = 1 << 64 // ERROR@14 `cannot use 1 << 64 \(untyped int constant 18446744073709551616\) as uint64 value in variable declaration \(overflows\)`
	_ uint64  = 1<<64 - 1
	_ float32 = 3.5e38 // ERROR@14 `cannot use 3\.5e38 \(untyped float constant 3\.5e\+38\) as float32 value in variable declaration \(overflows\)`
	_ complex64 = 1e39i // ERROR@16 `cannot use 1e39i \(untyped complex constant \(0 \+ 1e\+39i\)\) as complex64 value in variable declaration \(overflows\)`
	_ int     = 2 + 0i
	_ int     = 2 + 1i // ERROR@14 `cannot use 2 \+ 1i \(untyped complex constant \(2 \+ 1i\)\) as int value in variable declaration \(truncated\)`
	_ uint8   = 255.0
	_ uint8   = 255.5 // ERROR@14 `cannot use 255\.5 \(untyped float constant\) as uint8 value in variable declaration \(truncated\)`
	_ any     = 1 << 70 // ERROR@14 `cannot use 1 << 70 \(untyped int constant 1180591620717411303424\) as int value in variable declaration \(overflows\)`
	_ *int    = 0 // ERROR@14 `cannot use 0 \(untyped int constant\) as \*int value in variable declaration`
	_ error   = "e" // ERROR@14 `cannot use "e" \(constant of type string\) as error value in variable declaration: string does not implement error \(missing method Error\)`
)

func generic[X any, Y ~int | ~string, Z ~[]int](x X, y Y, z Z) {
	x = nil // ERROR@6 `cannot use nil as X value in assignment`
	y = nil // ERROR@6 `cannot use nil as Y value in assignment`
	z = nil
	y = 1 // ERROR@6 `cannot use 1 \(untyped int constant\) as Y value in assignment`
	y = "a" // ERROR@6 `cannot use "a" \(untyped string constant\) as Y value in assignment`
	z = []int{}
	var s []int = z
	x = y // ERROR@6 `cannot use y \(variable of type Y constrained by ~int \| ~string\) as X value in assignment`
	var i any = x
	y = Y(1)
	_, _ = s, i
}

type embedsT struct{ T }
type embedsP struct{ *T }

var (
	_ J = embedsT{} // ERROR@8 `cannot use embedsT\{\} \(value of struct type embedsT\) as J value in variable declaration: embedsT does not implement J \(method N has pointer receiver\)`
	_ J = &embedsT{}
	_ J = embedsP{}
	_ J = struct{ T }{} // ERROR@8 `cannot use struct\{T\}\{\} \(value of type struct\{T\}\) as J value in variable declaration: struct\{T\} does not implement J \(method N has pointer receiver\)`
	_ J = struct{ *T }{}
	_ I = struct{ G[T] }{} // ERROR@8 `cannot use struct\{G\[T\]\}\{\} \(value of type struct\{G\[T\]\}\) as I value in variable declaration: struct\{G\[T\]\} does not implement I \(missing method M\)`
	_ I = (*I)(nil) // ERROR@8 `cannot use \(\*I\)\(nil\) \(value of type \*I\) as I value in variable declaration: \*I does not implement I \(type \*I is pointer to interface, not interface\)`
	_ I = Ptr(nil) // ERROR@8 `cannot use Ptr\(nil\) \(value of pointer type Ptr\) as I value in variable declaration: Ptr does not implement I \(missing method M\)`
)
