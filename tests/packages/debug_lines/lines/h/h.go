//go:debug panicnil=1
//go:debug panicnil=0

package main
func main() { println("l") }
