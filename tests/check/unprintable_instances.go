// What is generic and has no instance, gc's back end does not see; of an instance it sees what the type parameters stand for.
package p

type S struct{ a int }

func never[T any](x T) {
	println(x, S{})
	show(S{})
}

func show[T any](x T) { go println(x) }

func nested[T any](x T) { go println([1]T{x}) } // ERROR@37 `illegal types for operand: println\n\t\[1\]go\.shape\.int`

func outer[T any](x T) { nested(x) }

type L[T any] struct{ v T }

func (l *L[T]) show() { go println(l.v) } // ERROR@35 `illegal types for operand: println\n\tgo\.shape\.struct \{ p\.f func\(int\) \}`

func calls() {
	show(1)
	show("a")
	outer(2)
	(&L[struct{ f func(a int) }]{}).show()
}
