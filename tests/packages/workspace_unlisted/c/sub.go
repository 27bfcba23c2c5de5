//go:build ignore

package main

import "example.com/c/sub"

func main() { sub.F() }
