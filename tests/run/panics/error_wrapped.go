// The text of an error is indented from its second line on.
package main

import "fmt"

type code int

func (c code) Error() string { return fmt.Sprintf("code %d\nsecond line", int(c)) }

func main() {
	panic(fmt.Errorf("wrapped: %w", code(7)))
}
