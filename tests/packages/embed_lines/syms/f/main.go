package main

import "embed"

//go:embed "a b.txt" x"y"
var s embed.FS

//go:embed `a b.txt
var t embed.FS

//go:embed "a" "b
var u embed.FS

//go:embed 'x'
var v embed.FS

func main() { }
