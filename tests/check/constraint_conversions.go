// What is converted to an interface that is none of values stays what it was.
package p

type c interface {
	int | string
	m()
}

var (
	a = c(nil).m // ERROR `cannot use interface c in conversion \(contains specific type constraints or is comparable\)` `c\(nil\)\.m undefined \(type untyped nil has no field or method m\)`
	b = c(3).x // ERROR `cannot use interface c in conversion \(contains specific type constraints or is comparable\)` `c\(3\)\.x undefined \(type untyped int has no field or method x\)`
	d = int([]int{1}...) + "" // ERROR `invalid operation: int\(\[\]int\{…\}\.\.\.\) \+ "" \(mismatched types \[\]int and untyped string\)` `invalid use of \.\.\. in conversion to int`
)
