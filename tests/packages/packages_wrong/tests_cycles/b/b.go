package b

import "m/a"

func B() { a.A() }
