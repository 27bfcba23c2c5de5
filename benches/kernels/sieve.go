package main

func main() {
	const n = 5_000_000
	count := 0
	for round := 0; round < 5; round++ {
		composite := make([]bool, n+1)
		count = 0
		for i := 2; i <= n; i++ {
			if !composite[i] {
				count++
				for j := i + i; j <= n; j += i {
					composite[j] = true
				}
			}
		}
	}
	println(count)
}
