package main

import (
	"fmt"

	"example.com/Upper/lib"
	"example.com/other/sub"
)

func main() { fmt.Println(lib.Name, sub.Name, sub.Loops()) }
