package main

import "a.x/c"
import _ "a.x/u"

func main() { println(c.V) }
