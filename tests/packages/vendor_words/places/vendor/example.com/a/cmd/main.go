package main

import "example.com/a/internal/q"

func main() { q.Q() }
