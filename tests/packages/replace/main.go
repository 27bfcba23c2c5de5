package main

import (
	"fmt"

	"example.com/lib"
	"example.com/lib/sub"
	lib2 "example.com/lib/v2"
)

func main() { fmt.Println(lib.Name, sub.Name, lib2.Name) }
