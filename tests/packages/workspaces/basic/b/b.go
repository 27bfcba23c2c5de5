package b

func B() { println("b") }
