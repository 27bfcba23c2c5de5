package main

import "embed"

//go:embed "a b.txt" `c d.txt`
var s embed.FS

//go:embed "a b.txt"
var t string

//go:embed a\x20b.txt
var u string

func main() { print(t) }
