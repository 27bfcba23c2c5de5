package main

func main() { println("alone") }
