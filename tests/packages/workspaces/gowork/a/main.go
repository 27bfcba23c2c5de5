package main

import "x.y/b"

func main() { b.S() }
