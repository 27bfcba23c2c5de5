package user

import "example.com/m/only/outer"

func F() { outer.F() }
