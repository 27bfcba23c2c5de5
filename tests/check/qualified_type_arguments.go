package p

import (
	"iter"
	"sync/atomic"
)

var a iter.Seq2[int] // ERROR@11 `not enough type arguments for type Seq2: have 1, want 2`
var b *iter.Seq2[int, int, int] // ERROR@12 `too many type arguments for type Seq2: have 3, want 2`
var c = []atomic.Pointer[int, int]{} // ERROR@17 `too many type arguments for type Pointer: have 2, want 1`

type own[T any] struct{}

var d own[int, int] // ERROR@7 `too many type arguments for type own: have 2, want 1`

type itself[T itself] struct{} // ERROR@15 `cannot use generic type itself\[T invalid type\] without instantiation`

func (x own[(T)]) paren() T { panic(1) }
