package main

import _ "embed"

//go:embed main.go
var (
	//go:embed main.go
	a string
)

func main() {
	//go:embed main.go
	println(a)
}

//go:embed main.go
