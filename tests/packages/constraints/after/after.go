package main

//go:build ignore

func main() {}
