package main

import _ "embed"

func main() {
	//go:embed main.go
	var s string
	println(s)
}

//go:embed main.go
func f() {}

//go:embed main.go
type T int

//go:embed main.go
const c = 1

//go:embed main.go

// comment
var ok string
