package y

import (
	"m/a"
	"m/x/z"
)

func f() {
	a.F(1)
	z.F(1)
}
