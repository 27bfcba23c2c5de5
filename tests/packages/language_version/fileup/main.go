//go:build go1.18

package main

type T[P any] struct{}

func main() {
	_ = T[int]{}
	for range 3 {
	}
}
