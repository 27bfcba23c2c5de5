// A literal that gives a package's variable its value: gc inlines it in the package's initialisation.
package main

import "fmt"

var table = []int{1, 2, 3}

var first = func() int { return table[len("three")] }()

func main() {
	fmt.Println(first)
}
