package main

import "m/a"

func main() { a.F(1) }
