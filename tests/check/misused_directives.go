// A directive that a declaration takes for which it is not is told of when types are in order.
//go:noinline // ERROR@3 `misplaced compiler directive`
package p

import (
	//go:nosplit // ERROR@4 `misplaced compiler directive`
	_ "unsafe"
)

//go:noinline // ERROR@3 `misplaced compiler directive`
const c = 1

//go:norace // ERROR@3 `misplaced compiler directive`
type T struct{}

//go:build linux // ERROR@3 `misplaced compiler directive`
func f() {}

//go:noescape
func g() {} // ERROR@6 `can only use //go:noescape with external func implementations`

//go:noinline // ERROR@3 `misplaced compiler directive`
var v int

//go:noinline
func (T) m() {}

//go:nosplit // ERROR@3 `misplaced compiler directive`
//go:build x // ERROR@3 `misplaced compiler directive`
var w, x int

func _() {
	//go:noinline // ERROR@4 `misplaced compiler directive`
	var y int
	_ = y
}

//go:linkname gone runtime.x // ERROR@3 `//go:linkname must refer to declared function or variable`

//go:linkname f a[int] // ERROR@3 `//go:linkname reference of an instantiation is not allowed`

//go:linkname g a.b
//go:linkname g a.c // ERROR@3 `duplicate //go:linkname for g`

//go:linknamestd gone2 runtime.x // ERROR@3 `//go:linknamestd must refer to declared function or variable`
