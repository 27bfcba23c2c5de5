package main

import _ "embed"

//go:embed ../c/main.go
var s string

func main() {}
