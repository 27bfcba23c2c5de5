package main

import "embed"

//go:embed a'b.txt
var s embed.FS

func main() { }
