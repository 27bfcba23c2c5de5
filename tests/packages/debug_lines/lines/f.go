//go:debug panicnil=1

//go:debug nosuch=1
package main

//go:debug panicnil=1
func main() { println(1) }
