package b

import (
	"m/c"
	"nosuch"
)

func B() { c.C() }
