package c

import "m/a"

func C() { a.A() }
