package main
import "cmd/internal"
func main() {}
