package c

func X() {}
