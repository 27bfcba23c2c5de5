package a

func f() {}

var x int

type T struct{ x int }

func (T) m() {}

type t struct{}

type I interface{ m() }

func F() T { return T{} }

type Al = T
type AA = Al

type Gen[P any] struct{ v P }

func (Gen[P]) x() {}
