package main

import _ "embed"

//go:embed	none.txt
var text string

func main() { println(text) }
