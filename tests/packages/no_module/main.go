package main

import (
	"fmt"

	"github.com/a/b"
	"nodots/x"
)

func main() { fmt.Println(b.X, x.X) }
