package main

import "slices"

var (
	hits  int
	text  = "text"
	words []string
	total struct{ n uint }
)

func count(buf *[32]byte, n int) []byte {
	hits++
	hits += n
	total.n -= 2
	if slices.Contains(words, text) {
		hits -= 3
	}
	line := append(buf[:0], make([]byte, n)...)
	return append(line, buf[2:8:16]...)
}

func main() {
	var buf [32]byte
	println(len(count(&buf, 3)), buf[31:][0], cap(buf[:4]))
}
