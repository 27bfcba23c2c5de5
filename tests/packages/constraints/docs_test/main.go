package main

func main() { println("documented") }
