package c

func X() {println("replaced")}
