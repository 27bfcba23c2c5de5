package vetted_inside

import "fmt"

func G() { fmt.Printf("%d\n", "x") }
