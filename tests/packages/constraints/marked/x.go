//go:build linux

package main

func main() { println("a mark before the constraint") }
