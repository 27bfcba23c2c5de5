//go:build (

package main

func main() {}
