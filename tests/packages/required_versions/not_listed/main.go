package main

import "a.x/c"

func main() { println(c.V) }
