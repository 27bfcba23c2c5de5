package main

import . "fmt"

func init[T any]() {}

func main() { var f = init; f() }
