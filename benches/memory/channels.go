package main

import "sync"

type job struct {
	id      int
	payload []byte
	result  *int
}

func main() {
	in, out := make(chan *job, 100), make(chan *job, 100)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range in {
				n := 0
				for _, b := range j.payload {
					n += int(b)
				}
				j.result = &n
				out <- j
			}
		}()
	}
	go func() {
		for i := range 100_000 {
			j := &job{id: i, payload: make([]byte, 200)}
			j.payload[i%200] = byte(i)
			in <- j
		}
		close(in)
		wg.Wait()
		close(out)
	}()
	sum := 0
	var kept []*job
	for j := range out {
		sum += *j.result
		if j.id%10 == 0 {
			kept = append(kept, j)
		}
	}
	println(sum, len(kept))
}
