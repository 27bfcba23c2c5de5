package main

import (
	"fmt"
	"sort"
	"strings"
)

func main() {
	var b strings.Builder
	x := uint32(1)
	for range 200_000 {
		x = x*1664525 + 1013904223
		fmt.Fprintf(&b, "w%d ", (x>>8)%30_000)
	}
	counts := map[string]int{}
	for _, w := range strings.Fields(b.String()) {
		counts[strings.ToUpper(w)]++
	}
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if counts[keys[i]] != counts[keys[j]] {
			return counts[keys[i]] > counts[keys[j]]
		}
		return keys[i] < keys[j]
	})
	println(len(keys), keys[0], counts[keys[0]])
}
