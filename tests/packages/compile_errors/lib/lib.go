package lib

func F() int { return "x" }

func g() { x := 1 }
