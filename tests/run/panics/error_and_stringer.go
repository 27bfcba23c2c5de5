// Error goes before String.
package main

type both int

func (both) Error() string  { return "as error" }
func (both) String() string { return "as stringer" }

func main() {
	panic(both(1))
}
