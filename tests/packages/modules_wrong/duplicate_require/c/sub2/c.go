package c

func X() { println("x2") }
