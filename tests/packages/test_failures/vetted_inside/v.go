package vetted_inside

import "fmt"

func F() { fmt.Printf("%d\n", "x") }
