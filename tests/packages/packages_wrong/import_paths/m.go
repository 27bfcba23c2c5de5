package main

import "fmt";import "os"; var x = 1; import "io"

func main() { }
