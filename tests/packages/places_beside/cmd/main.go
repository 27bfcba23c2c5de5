package main

import (
	"m/a"
	"slices"
)

func main() {
	a.F(1)
	slices.Sort(1)
}
