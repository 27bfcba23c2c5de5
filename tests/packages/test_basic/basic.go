package basic

import "fmt"

// Add adds.
func Add(a, b int) int { return a + b }

// Show prints.
func Show(x any) { fmt.Println("shown:", x) }
