package main

import _ "embed"

//go:embed
var a string

func main() {}
