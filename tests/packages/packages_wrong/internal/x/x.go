package main

import "m/a/internal/i"
import "internal/abi"
import "m/a"

func main() { i.I(); a.A() }
