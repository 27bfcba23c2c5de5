package main

import "sync"

const size, limit = 1440, 200

func row(y int, out []int) {
	for x := range out {
		cr, ci := 3*float64(x)/size-2, 2*float64(y)/size-1
		zr, zi, n := 0.0, 0.0, 0
		for n < limit && zr*zr+zi*zi < 4 {
			zr, zi = zr*zr-zi*zi+cr, 2*zr*zi+ci
			n++
		}
		out[x] = n
	}
}

func main() {
	rows := make([][]int, size)
	next := make(chan int)
	var wg sync.WaitGroup
	for range 16 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for y := range next {
				out := make([]int, size)
				row(y, out)
				rows[y] = out
			}
		}()
	}
	for y := range size {
		next <- y
	}
	close(next)
	wg.Wait()
	sum := 0
	for _, r := range rows {
		for _, n := range r {
			sum += n
		}
	}
	println(sum)
}
