package main

import "embed"

//go:embed sub
var s embed.FS

func main() {}
