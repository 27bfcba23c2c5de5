package main

import (
	"strconv"
	"strings"
)

func main() {
	total := 0
	for round := range 12 {
		var b strings.Builder
		for i := range 150_000 {
			b.WriteString(strconv.Itoa(i * round))
			b.WriteByte('\n')
		}
		s := b.String()
		total += len(strings.Split(s, "\n"))
	}
	println(total)
}
