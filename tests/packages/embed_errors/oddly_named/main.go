package main

import _ "embed"

//go:embed [[]x].txt
var text string

func main() { println(text, missing) }
