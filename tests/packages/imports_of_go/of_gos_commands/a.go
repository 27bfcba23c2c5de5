package main
import "cmd/go"
func main() {}
