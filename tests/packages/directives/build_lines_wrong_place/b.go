package main // x
//go:build foo

// +build foo

func main() { }
