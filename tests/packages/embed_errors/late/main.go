package main

import _ "embed"

//go:embed main.go
type T int

//go:embed main.go
const C = 1

//go:embed main.go
var a, b string

//go:embed main.go
var c = "x"

//go:embed main.go
func main() {
	//go:embed main.go
	var local string
	_ = local
}
