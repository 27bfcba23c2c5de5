package p

type T int

func b(to, (from) T) {} // ERROR@19 `syntax error: unexpected name T in parameter list; possibly missing comma or \)`
