//go:build ignore || linux
// +build windows

package main

func main() { println("d") }
