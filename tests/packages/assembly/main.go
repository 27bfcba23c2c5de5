// Packages with functions in assembly, and the three ways in which their authors offer the same in Go.
package main

import (
	"fmt"

	"example.com/assembly/compiler"
	"example.com/assembly/machine"
	"example.com/assembly/tagged"
	"example.com/dep"
)

func main() {
	fmt.Println(tagged.Double(21), compiler.Double(4), machine.Double(-3), dep.Pure)
}
