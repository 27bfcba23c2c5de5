package b

func S() { println("b") }
