package main

//go:build foo
func main() { x }
