package c

import "x.y/z"

func X() { var i int; for i := range 10 {} }
