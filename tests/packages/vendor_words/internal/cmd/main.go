package main

import "internal/foo/sub"

func main() { sub.F(); println("ok") }
