package main

import _ "embed"

//go:embed all:
var s string

//go:embed ""
var t string

//go:embed ./main.go
var u string

func main() {}
