package main

import _ "embed"

//go:embed l.txt
var s string

func main() {}
