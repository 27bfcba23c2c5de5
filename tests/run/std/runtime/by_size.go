// The counts of MemStats by size.
package main

import (
	"fmt"
	"runtime"
)

type six struct{ a, b, c, d, e, f int }

var kept []*six

func main() {
	var before, mid, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i := 0; i < 1000; i++ {
		kept = append(kept, &six{a: i})
	}
	runtime.ReadMemStats(&mid)
	class := 0
	for i, c := range mid.BySize {
		if c.Size == 48 {
			class = i
		}
	}
	n := mid.BySize[class].Mallocs - before.BySize[class].Mallocs
	fmt.Println(class, n >= 1000 && n < 1100)
	kept = nil
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&after)
	n = after.BySize[class].Frees - mid.BySize[class].Frees
	fmt.Println(n >= 1000 && n < 1100)
	var mallocs, frees uint64
	for _, c := range after.BySize {
		mallocs += c.Mallocs
		frees += c.Frees
		if c.Frees > c.Mallocs {
			fmt.Println("more freed than made:", c)
		}
	}
	fmt.Println(mallocs <= after.Mallocs, frees <= after.Frees, mallocs > 1000)
}
