package main

import "math/rand"

func main() {
	inside := 0
	const n = 10_000_000
	for i := 0; i < n; i++ {
		x := rand.Float64()
		y := rand.Float64()
		if x*x+y*y <= 1 {
			inside++
		}
	}
	println(inside > n/2)
}
