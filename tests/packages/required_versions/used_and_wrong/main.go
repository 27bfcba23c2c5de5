package main

import "a.x/c"
import _ "a.x/a"
import _ "m/nosuch"

func main() { println(c.V) }
