package main

func main() { println("docs") }
