package main

import "fmt"

//line x.go:1
import "os"

//line x.go:1
import "nosuch"

func main() {
}
