package main

import "embed"

//go:embed sub
var a embed.FS

func main() {}
