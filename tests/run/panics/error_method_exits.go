// The Error method of the value ends the program.
package main

import "os"

type bad struct{}

func (bad) Error() string {
	os.Exit(5)
	return ""
}

func main() {
	panic(bad{})
}
