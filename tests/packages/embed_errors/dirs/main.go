package main

import "embed"

//go:embed ../nomatch/main.go
var a embed.FS

func main() {}
