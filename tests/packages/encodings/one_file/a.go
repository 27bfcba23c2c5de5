package main

func main() { x := "aÿ" }
