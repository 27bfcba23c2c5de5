package main

import (
	"fmt"
	"sort"
	"strings"
)

type record struct {
	name  string
	score int
}

func main() {
	records := make([]record, 200_000)
	x := uint32(7)
	for i := range records {
		x = x*1664525 + 1013904223
		records[i] = record{fmt.Sprintf("user%06d", x>>12), int(x >> 8)}
	}
	sort.Slice(records, func(i, j int) bool { return records[i].score < records[j].score })
	var b strings.Builder
	for _, r := range records {
		b.WriteString(r.name)
		b.WriteByte(' ')
	}
	println(b.Len(), records[0].score)
}
