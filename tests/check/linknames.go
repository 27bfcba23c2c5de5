package p

// What //go:linkname may name.

import _ "unsafe"

type t int

//go:linkname nosuch runtime.foo // ERROR@3 `//go:linkname must refer to declared function or variable`
//go:linkname t runtime.bar // ERROR@3 `//go:linkname must refer to declared function or variable`
//go:linkname c runtime.c // ERROR@3 `//go:linkname must refer to declared function or variable`
const c = 1

//go:linkname v
var v int

//go:linkname f
//go:linkname f runtime.y // ERROR@3 `duplicate //go:linkname for f`
func f() {}

//go:linkname m runtime.m // ERROR@3 `//go:linkname must refer to declared function or variable`
func (t) m() {}

func local() {
	//go:linkname loc runtime.x // ERROR@4 `//go:linkname must refer to declared function or variable`
	var loc int
	_ = loc
}
