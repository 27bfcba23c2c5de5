package main

// A sum of squares: pieces go through a channel to workers, and their sums through another to the end.
func main() {
	const n, piece = 20_000_000, 10_000
	pieces, sums := make(chan int, 64), make(chan int, 64)
	go func() {
		for from := 0; from < n; from += piece {
			pieces <- from
		}
		close(pieces)
	}()
	const workers = 8
	for range workers {
		go func() {
			total := 0
			for from := range pieces {
				sum := 0
				for i := from; i < from+piece; i++ {
					sum += i * i % 7
				}
				total += sum
			}
			sums <- total
		}()
	}
	total := 0
	for range workers {
		total += <-sums
	}
	println(total)
}
