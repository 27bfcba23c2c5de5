package main

import "b.x/b"

func main() { b.B() }
