package main

import (
	"fmt"
	_ "unsafe"

	_ "example.com/m/other"
)

//go:linkname given example.com/m/other.hidden
func given() string

func main() { fmt.Println(given()) }
