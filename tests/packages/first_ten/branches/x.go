package branches

// Which ten errors are shown depends on the order in which gc finds them: those of a literal before those of the function
// around, labels that nobody has found or used behind all others.
func f(x int) {
	break
	goto missing
	goto over
	z := x
	_ = z
over:
	goto inside
	if x > 0 {
	inside:
	}
unused:
twice:
twice:
	for {
		break twice
		continue over
	}
	func() {
		continue
		func() { break }()
		goto none
	}()
	continue
	break nowhere
}

func g() {
	break
	continue
}
