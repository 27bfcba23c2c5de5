package main

import (
	"fmt"

	"example.com/b"
	"example.com/c"
)

func main() { fmt.Println(b.Name, c.Name) }
