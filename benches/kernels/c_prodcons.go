package main

func main() {
	items, done := make(chan int, 128), make(chan int)
	for range 4 {
		go func() {
			sum := 0
			for x := range items {
				sum += x
			}
			done <- sum
		}()
	}
	for i := range 3_000_000 {
		items <- i
	}
	close(items)
	total := 0
	for range 4 {
		total += <-done
	}
	println(total)
}
