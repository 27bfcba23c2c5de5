// With one processor the goroutine of the last go statement runs first, the others follow in their order: programs rely on it.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	for n := range 6 {
		var wg sync.WaitGroup
		var ran []int
		for i := range n + 1 {
			wg.Go(func() { ran = append(ran, i) })
		}
		wg.Wait()
		fmt.Println(ran)
	}
}
