package main

import "embed"

//go:embed sub/x.txt
var a embed.FS

func main() {}
