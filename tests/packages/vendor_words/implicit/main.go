package main

import "example.com/b"

func main() { b.B() }
