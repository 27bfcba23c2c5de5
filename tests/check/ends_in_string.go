// The text ends in a string that is not terminated, inside blocks: nothing is said of the end, and types are checked.
package p

func f(n int) {
	if n > 1 {
		missing() // ERROR@3 "undefined: missing"
		for {
			number := 08 // ERROR "declared and not used: number" "invalid digit '8' in octal literal"
			s := `text // ERROR "declared and not used: s" "string not terminated"
