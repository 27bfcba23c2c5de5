package d

func F() { }
