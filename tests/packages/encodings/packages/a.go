package main
func main() { println("ÿ") }
