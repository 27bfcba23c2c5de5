package main

import _ "embed"

//go:embed /etc/passwd
var s string

func main() {}
