package c

import "example.com/many/b"

func C() int { return b.B() }
