package main

import "strconv"

func main() {
	counts := make(map[int]int)
	x := uint32(1)
	for range 3_000_000 {
		x = x*1664525 + 1013904223
		counts[int(x>>14)]++
	}
	keys := make([]string, 50_000)
	for i := range keys {
		keys[i] = "key" + strconv.Itoa(i)
	}
	words := make(map[string]int)
	for range 20 {
		for _, k := range keys {
			words[k]++
		}
	}
	sum := 0
	for _, n := range words {
		sum += n
	}
	println(len(counts), len(words), sum)
}
