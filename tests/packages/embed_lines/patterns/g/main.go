package main

import "embed"

type FS = embed.FS
type S string
type B []byte
type My embed.FS
type E struct { embed.FS }

//go:embed main.go
var a FS

//go:embed main.go
var b S

//go:embed main.go
var c B

//go:embed main.go
var d My

//go:embed main.go
var e E

//go:embed main.go
var f *string

//go:embed main.go
var g []rune

//go:embed main.go
var h interface{}

//go:embed main.go
var i, j string

//go:embed main.go
var k = "a"

func main() {}
