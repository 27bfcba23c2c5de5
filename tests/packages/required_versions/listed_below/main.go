package main

import "a.x/c"
import _ "a.x/b"

func main() { println(c.V) }
