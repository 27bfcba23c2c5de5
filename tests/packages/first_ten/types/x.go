package types

// Duplicate methods are found behind all declarations.
type i interface {
	m()
	m()
	n(x, x int)
}

type s struct {
	a int
	a string
}

func (s) b() {}
func (s) b() {}
func (s) a() {}

const c, d = 1

var e, f int = 1

var g = undefined1
var h undefined2

func j(x undefined3) undefined4 {
	return undefined5
}

type k [1.5]int
type l map[func()]int
