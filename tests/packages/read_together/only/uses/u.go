package main

import (
	"example.com/m/only/t"
	"example.com/m/only/wrong"
)

func main() { t.F(); wrong.F() }
