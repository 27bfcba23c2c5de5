package main

import "a.b/c"

func main() { c.X() }
