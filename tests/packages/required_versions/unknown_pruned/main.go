package main

import "a.x/c"
import _ "a.x/nosuch"

func main() { println(c.V) }
