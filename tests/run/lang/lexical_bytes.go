// Source text with a byte order mark, carriage returns and no newline at its end.
package main

import "fmt"

const raw = `one
two
three`

/* a comment with
carriage returns */
func main() {
	fmt.Printf("%q %d\n", raw, len(raw)) // the comment's end is a carriage return
	x := 1
	x++
	fmt.Println(x,
		"\r is kept:    ")
}