//go:build a && b || c d
package main

func main() { println("m") }
