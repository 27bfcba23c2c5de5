package main

func main() { println("g") }
