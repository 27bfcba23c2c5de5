package main

import "C"

func main() { C.puts(nil) }
