package main
import "cmd/go/internal"
func main() {}
