package main

import "fmt"

var parts []string

func add(s string) int { parts = append(parts, s); return 0 }

func main() { fmt.Println(parts) }
