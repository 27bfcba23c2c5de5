package main

import "m/sub"

func main() { sub.X() }
