// Declarations that refer to themselves by way of aliases and instances.
package p

import "unsafe"

type _ V1 // the alias first

type V1 = V2 // ERROR@6 `invalid recursive type V1\n\t8:6: V1 refers to V2\n\t10:6: V2 refers to V1`

type V2 [unsafe.Sizeof(V1{})]int

type W1[T any] W2.M // ERROR@19 `W2\.M is not a type`

type W2 = W1[any]

type In[P any] struct {
	In[P] // ERROR@2 `invalid recursive type: In\[P\] refers to itself`
}

const sizeOfIn = unsafe.Sizeof(In[int]{}) // ERROR `unsafe\.Sizeof\(In\[int\]\{\}\) \(value of type uintptr\) is not constant` `invalid recursive type: In\[int\] refers to itself`

type plain struct{}

type long[P any] = plain

type short = *long[int]

func (short) method() {} // ERROR@7 `cannot define new methods on instantiated type long\[int\]`

func (*short) pointer() {} // ERROR@8 `cannot define new methods on instantiated type long\[int\]`

type unsized[P any] = [unsafe.Sizeof(*new(P))]int // ERROR@24 `array length unsafe\.Sizeof\(\*new\(P\)\) \(value of type uintptr\) must be constant`

var _ unsized[int] // ERROR@7 `cannot use generic type unsized\[P any\] without instantiation`
