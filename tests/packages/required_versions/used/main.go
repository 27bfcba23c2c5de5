package main

import "a.x/c"
import _ "a.x/a"

func main() { println(c.V) }
