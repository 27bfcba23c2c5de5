package main

import _ "embed"

var (
	//go:embed main.go
	a interface{}
	//go:embed main.go
	b any
	//go:embed main.go
	c map[string]interface{}
)

func main() { println(a, b, c) }
