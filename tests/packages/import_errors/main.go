package main

import (
	"fmt"

	"example.com/m/a/internal/y"
	"example.com/m/c"
	"example.com/m/none"
	"example.com/m/nothere"
	"example.com/m/program"
	"example.com/m/tagged"
	"example.com/m/two"
	"foo/bar"
	"github.com/a/b"
	"nodots"
)

func main() { fmt.Println(y.X) }
