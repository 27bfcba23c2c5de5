package main

import _ "embed"

//go:embed main.go
//go:embed go.mod
var s string

//go:embed *.go
var t string

//go:embed m*.go go.mod
var u string

func main() {}
