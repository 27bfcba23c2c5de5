package main
import "builtin"
func main() {}
