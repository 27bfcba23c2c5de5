package main

//go:embed main.go
//go:embed "main.go"
var text Text

type Text = string

func main() { println(text) }
