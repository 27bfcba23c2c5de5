package main

import (
	"fmt"

	"example.com/m/internal/deep"
)

func main() { fmt.Println(deep.Name, greeting) }
