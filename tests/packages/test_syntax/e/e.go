package e

func F() { }
