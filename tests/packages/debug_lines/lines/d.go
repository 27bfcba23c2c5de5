//go:debug x509sha1=1
//go:debug x509sha1=0
package main

func main() {}
