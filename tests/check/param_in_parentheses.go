package p

type T int

func a((to), from T) {} // ERROR@9 `syntax error: missing parameter name`
