// debug.ReadGCStats gives quantiles of the pauses where there is room for them.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"time"
)

func main() {
	var stats debug.GCStats
	stats.PauseQuantiles = make([]time.Duration, 5)
	for range 10 {
		runtime.GC()
	}
	debug.ReadGCStats(&stats)
	q := stats.PauseQuantiles
	fmt.Println(slices.IsSorted(q), q[0] == slices.Min(stats.Pause), q[4] == slices.Max(stats.Pause), len(stats.Pause) == int(stats.NumGC))
}
