package c

func X() { println("vendored") }

