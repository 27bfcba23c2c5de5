// +build ignore

package main

func main() {println("+build")}
