package main

func each[P interface{ []int | map[int]int }](x P) {
	for i := range x {
		_ = i
	}
}

type number interface {
	int
}

func twice[N number](n N) N { return n + n }

func main() {}
