package wrong

func F() { x := 1 }
