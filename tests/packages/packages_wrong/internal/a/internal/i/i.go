package i

func I() {}
