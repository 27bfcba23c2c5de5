package main

import "vendor/x/sub"

func main() { sub.F() }
