package main

import (
	"fmt"

	"example.com/m/ok"
)

func main() {
	fmt.Printn(ok.Nothing, ok.hidden)
	var x int = ok.X
}
