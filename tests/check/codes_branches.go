package p

// Labels and branches; the parser judges them.

func f(x int, y any) {
	break // ERROR@2 `break is not in a loop, switch, or select`
	continue // ERROR@2 `continue is not in a loop`
	fallthrough // ERROR@2 `fallthrough statement out of place`
	goto missing // ERROR@7 `label missing not defined`
	goto over // ERROR@7 `goto over jumps over declaration of z at 11:4`
	z := x
	_ = z
over:
	goto inside // ERROR@7 `goto inside jumps into block starting at 15:11`
	if x > 0 {
	inside:
	}
unused: // ERROR@1 `label unused defined and not used`
twice:
twice: // ERROR@1 `label twice already defined at 19:1`
	for {
		break twice // ERROR@9 `invalid break label twice`
		continue over // ERROR@12 `invalid continue label over`
	}
	switch x {
	case 1:
		fallthrough // ERROR@3 `cannot fallthrough final case in switch`
	}
	switch y.(type) {
	case int:
		fallthrough // ERROR@3 `cannot fallthrough in type switch`
	}
	func() {
		break // ERROR@3 `break is not in a loop, switch, or select`
	}()
}

type i interface {
	method[T any](T) // ERROR `interface method must have no type parameters` `undefined: T`
	other[T any]() // ERROR@7 `interface method must have no type parameters`
}
