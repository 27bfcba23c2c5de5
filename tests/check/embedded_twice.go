// Interfaces that embed ever larger instances of themselves, more than one at a time: that is found out before anybody follows them all.
package p

type X[T any] interface {
	X[*T] // ERROR@2 `invalid recursive type: X\[\*T\] refers to itself`
	X[*T]
	X[**T]
}

var _ X[int]

type Y[T any] interface {
	Y[*T] | Y[[]T] // ERROR@2 `invalid recursive type: Y\[\*T\] refers to itself`
}

func f[T Y[int]]() {}

type Z[T any] struct {
	a *Z[*T]
	b *Z[[]T]
}

var _ Z[int]
