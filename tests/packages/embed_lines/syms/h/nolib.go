package main

//go:embed none2
var x2 string
