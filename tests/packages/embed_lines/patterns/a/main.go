package main

import _ "embed"

//go:embed x.txt y.txt
var s string

func main() {}
