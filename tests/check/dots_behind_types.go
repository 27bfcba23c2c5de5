// A dot behind a type selects from the whole, where the type ends in a name with its package.
package p

type t struct{ a int }

var a = []t.x.y{} // ERROR `t\.x is not a type` `\[\]t\.x\.y is not a type`

var b = func().x // ERROR@16 `func\(\)\.x undefined \(type func\(\) has no field or method x\)`

var c = []int.x.y{1} // ERROR `int\.x is not a type` `\[\]int\.x\.y is not a type`

var d = [3]int.x.y // ERROR@16 `int\.x is not a type`

var e = map[string]a.b.c{} // ERROR@24 `map\[string\]a\.b\.c is not a type`

func f() {
	x := func().x // ERROR `declared and not used: x` `func\(\)\.x undefined \(type func\(\) has no field or method x\)`
	y := func() int.x // ERROR `declared and not used: y` `func\(\) int\.x \(type\) is not an expression` `int\.x is not a type`
	z := []*t.x.y // ERROR `declared and not used: z` `t\.x is not a type`
	w := make([]t.x.y, 1) // ERROR `declared and not used: w` `t\.x is not a type` `\[\]t\.x\.y is not a type`
	chan t.x.y // ERROR@9 `t\.x is not a type`
}
