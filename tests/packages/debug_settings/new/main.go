package main

import (
	"fmt"
	"math/rand"
)

// The seed has no effect: two sequences of the same one differ.
func main() {
	rand.Seed(42)
	a := rand.Perm(50)
	rand.Seed(42)
	b := rand.Perm(50)
	fmt.Println(fmt.Sprint(a) == fmt.Sprint(b))
}
