package main

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func sum(xs []int) (total int) {
	for i := 0; i < len(xs); i++ {
		total += xs[i]
	}
	return total
}

func each(xs []float64, f func(float64)) {
	for _, x := range xs {
		f(x)
	}
}

func search(xs []int, want int) bool {
	for _, x := range xs {
		if x == want || x < 0 {
			return true
		}
	}
	return false
}

func main() {
	println(fib(5), sum(nil), search([]int{1}, 1))
	each(nil, func(float64) {})
}
