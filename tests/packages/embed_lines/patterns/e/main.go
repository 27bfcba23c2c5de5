package main

import _ "embed"

//go:embed sub
var s string

func main() {}
