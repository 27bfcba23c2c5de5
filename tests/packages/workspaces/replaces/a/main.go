package main

import "q.r/s"

func main() { s.S() }
