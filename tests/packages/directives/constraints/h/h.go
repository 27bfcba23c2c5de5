package lib

func main() { println("g") }
