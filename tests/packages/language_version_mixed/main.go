package main

import (
	"fmt"

	"example.com/new"
	"example.com/none"
	"example.com/old"
)

func main() { fmt.Println(new.New(), old.New(), none.New()) }
