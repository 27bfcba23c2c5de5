package main

import "cmd/internal/obj"

func main() { obj.X() }
