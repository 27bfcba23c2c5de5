package main

import "embed"

//go:embed con.txt
var a embed.FS

func main() {}
