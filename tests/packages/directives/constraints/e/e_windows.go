package main

func main() { println("d") }
