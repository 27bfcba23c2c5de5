package main

import "a.x/c"
import "fmt"

func main() { println(c.V) }
