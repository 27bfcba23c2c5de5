//go:debug nosuch=1
package main

func main() {}
