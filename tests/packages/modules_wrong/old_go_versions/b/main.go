package main

func f[T any](x T) T { return x }

func main() { println(f(1)); x := 0b11; y := 1_000; _, _ = x, y }
