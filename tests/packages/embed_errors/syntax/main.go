package main

import "embed"

//go:embed a[
var a embed.FS

func main() {}
