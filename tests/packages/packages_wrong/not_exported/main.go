package main

import (
	"m/a"
	"fmt"
)

type E struct{ a.T }

func main() {
	a.f()
	a.x = 1
	var t a.T
	t.x = 1
	t.m()
	_ = a.T{1}
	_ = a.T{x: 1}
	_ = a.t{}
	fmt.println()
	fmt.Foo()
	var e E
	e.x = 1
	e.m()
	var i a.I
	i.m()
	a.F().x = 1
	_ = a.Al{1}
	_ = a.AA{x: 1}
	a.Gen[int]{}.x()
}
