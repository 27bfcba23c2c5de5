package main

func main() {
	a, b := make(chan int), make(chan int)
	go func() {
		for n := range a {
			b <- n + 1
		}
		close(b)
	}()
	n := 0
	for range 1_000_000 {
		a <- n
		n = <-b
	}
	close(a)
	println(n)
}
