package main

import "embed"

//go:embed .git
var s embed.FS

func main() {}
