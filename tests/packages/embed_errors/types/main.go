package main

import "embed"

type mine int

//go:embed main.go
var a int

//go:embed main.go
var b []string

//go:embed main.go
var c [5]byte

//go:embed main.go
var d *embed.FS

//go:embed main.go
var e mine

func main() { println(a, b, c[0], d, e) }
