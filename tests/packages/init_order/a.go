package main

import (
	"fmt"

	"example.com/m/log"
	_ "example.com/m/y"
)

var a1 = log.Add("main a1", b1)
var _ = log.Add("main blank a")

func init() { log.Add("main init a") }

func main() {
	for _, line := range log.Lines {
		fmt.Println(line)
	}
}
