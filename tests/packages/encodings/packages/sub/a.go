package main
import "m/sub/x"
func main() { x.X() }
