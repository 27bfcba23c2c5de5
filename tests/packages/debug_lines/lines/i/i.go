package main
func main() { println("l") }

