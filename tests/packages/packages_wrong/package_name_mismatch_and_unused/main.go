package main

import (
	"m/foo"
	"m/bar"
	x "m/foo"
	_ "m/baz"
	. "m/foo"
	"m/v2"
	"m/go-thing"
)

func main() {
	foo.F()
}
