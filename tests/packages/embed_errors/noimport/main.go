package main

//go:embed main.go
var a string

func main() {}
