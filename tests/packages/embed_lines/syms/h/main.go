package main

import "embed"

//go:embed a
var s embed.FS

//go:embed [z
var t embed.FS

func main() { }
