package main

import "embed"

//go:embed .svn
var s embed.FS

func main() {}
