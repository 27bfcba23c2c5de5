//go:debug
//go:debug default=go1.99
//go:debug a=b,c
package main

func main() { x }
