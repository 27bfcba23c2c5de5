//go:build !go1.99 && (linux || darwin) && !cgo && gc && unix && amd64
package main

func main() { println("m") }
