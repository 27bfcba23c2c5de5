package main

import "m/lib"

func main() {
	// What differs in its only letter is not found alike.
	var t lib.T
	t.A = 1
	t.Foo = 1
	t.M()
	_ = lib.T{A: 1, Foo: 2}
	var i lib.I
	i.X()
}
