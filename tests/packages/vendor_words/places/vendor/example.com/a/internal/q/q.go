package q

func Q() { println("q") }
