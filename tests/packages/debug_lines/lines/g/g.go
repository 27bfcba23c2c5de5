package main
import "m/l"
func main() { l.L() }
