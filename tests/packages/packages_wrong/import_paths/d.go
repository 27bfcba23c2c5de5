package main

import "C"
import "fmt"

func main() { fmt.Println() }
