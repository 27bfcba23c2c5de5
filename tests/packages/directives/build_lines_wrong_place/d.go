//go:build foo bar

package main

func main() { x }
