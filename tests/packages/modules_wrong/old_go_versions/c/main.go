package main

type T = int

func main() { x := 0b11; var s uint; s2 := 1; _ = 1 << s2; _, _ = x, s }
