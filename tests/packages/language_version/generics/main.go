package main

type List[T any] struct{ next *List[T] }

func Map[T, U any](x []T, f func(T) U) []U { return nil }

type Number interface{ ~int | ~float64 }

type A = List[int]

func main() {
	var l List[int]
	_ = l
	Map[int, string](nil, nil)
	var a any
	var c comparable
}
