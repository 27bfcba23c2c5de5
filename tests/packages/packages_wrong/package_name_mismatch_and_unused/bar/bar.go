package foo

func F() {}
