package main

func main() { println("linux") }
