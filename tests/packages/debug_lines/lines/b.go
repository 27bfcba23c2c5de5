//go:debug panicnil
package main

func main() {}
