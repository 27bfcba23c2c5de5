package main

import _ "embed"

//go:embed "main.go
var a string

func main() {}
