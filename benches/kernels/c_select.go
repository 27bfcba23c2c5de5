package main

func main() {
	const workers, jobs = 16, 400_000
	in, out, quit := make(chan int), make(chan int), make(chan bool)
	for range workers {
		go func() {
			for {
				select {
				case n := <-in:
					out <- n * 2
				case <-quit:
					return
				}
			}
		}()
	}
	go func() {
		for i := range jobs {
			in <- i
		}
	}()
	sum := 0
	for range jobs {
		sum += <-out
	}
	close(quit)
	println(sum)
}
