package main

import (
	"example.com/m/a/internal/y"
	"example.com/m/program"
)

func main() { _ = y.X }
