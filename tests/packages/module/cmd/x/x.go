package main

import (
	"fmt"
	"os"

	"example.com/m/internal/deep"
)

func main() { fmt.Println("x", deep.Name, len(os.Args[1:]), os.Args[1:]) }
