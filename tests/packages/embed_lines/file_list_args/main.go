package main

import _ "embed"

//go:embed nothere
var s string

func main() {}
