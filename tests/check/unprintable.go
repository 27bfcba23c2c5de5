// print and println are refused what they cannot print where all else is in order.
package p

type S struct{ a int }

type A [2]int

func all(s S, a A) {
	println(s) // ERROR@9 `illegal types for operand: println\n\tS`
	print(1, a, s) // ERROR@7 `illegal types for operand: print\n\tA` `illegal types for operand: print\n\tS`
	println(struct{}{}, [0]int{}, struct { // ERROR@9 `illegal types for operand: println\n\tstruct \{\}` `illegal types for operand: println\n\t\[0\]int` `illegal types for operand: println\n\tstruct \{ a int; S \}`
		a int
		S
	}{})
	go println(s) // ERROR@12 `illegal types for operand: println\n\tS`
	defer print(a) // ERROR@13 `illegal types for operand: print\n\tA`
	println(func() {}, []int{}, &s, any(s), 1i)
}

func generic[T any](t T) { println(t) }
