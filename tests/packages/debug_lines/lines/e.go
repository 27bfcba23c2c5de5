//go:debug x509sha1=0
package main

func main() { println(1) }
