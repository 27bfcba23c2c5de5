package main

func f[T any](x T) T { return x }

type A[T any] struct{ x T }

func main() { println(f(1)); var a A[int]; _ = a; for i := range 10 { _ = i } ; min(1, 2) }
