package main

import "embed"

//go:embed . ./x /abs
var a embed.FS

func main() {}
