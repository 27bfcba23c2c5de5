package p

// Errors of the parser that keep types from being checked.

func f(x, y int) {
	x, y += 1, 2 // ERROR@7 `syntax error: unexpected \+=, expected := or = or comma`
	for i := 0; i < 10; j := 1 { // ERROR@24 `syntax error: cannot declare in post statement of for loop`
	}
}
