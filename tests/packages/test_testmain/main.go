package main

import "fmt"

type thing struct{}

func answer() { fmt.Println("answer") }

func main() { answer() }
