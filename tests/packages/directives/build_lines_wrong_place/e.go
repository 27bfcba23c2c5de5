//go:build
//go:build linux

package main

func main() { x }
