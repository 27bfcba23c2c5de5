package main

import `fmt`
import ("fmt";)
import ()
import (
	f "fmt"
	"fm\x74"
)
func main() { fmt.Println() }
