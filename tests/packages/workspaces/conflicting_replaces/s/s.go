package s

func S() { println("s") }
