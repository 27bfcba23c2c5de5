package main
import "cmd/compile/internal/ssa"
func main() {}
