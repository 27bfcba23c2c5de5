package c

func F() { var x int = "a" }
