package c

func X() { println("x") }
