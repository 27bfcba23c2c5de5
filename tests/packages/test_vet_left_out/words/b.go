//go:build foo
// +build go1.2.3

package words

import "fmt"

func F() { fmt.Printf("%d\n", "x") }
