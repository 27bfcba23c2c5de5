package main

import "cmd/internal/obj"
import "C"

func main() { obj.X() }
