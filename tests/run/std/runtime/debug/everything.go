// Package runtime/debug: settings and what they were before, statistics, stacks, build information.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

//go:noinline
func inner() []byte { return debug.Stack() }

func main() {
	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(-1), debug.SetGCPercent(100))
	fmt.Println(debug.SetMaxStack(1<<20), debug.SetMaxStack(1<<29), debug.SetMaxThreads(5000), debug.SetMaxThreads(10000))
	limit := debug.SetMemoryLimit(-1)
	fmt.Println(limit, debug.SetMemoryLimit(1<<30) == limit, debug.SetMemoryLimit(limit))
	fmt.Println(debug.SetPanicOnFault(true), debug.SetPanicOnFault(false))
	debug.SetTraceback("single")
	runtime.GC()
	debug.FreeOSMemory()
	stats := debug.GCStats{PauseQuantiles: make([]time.Duration, 5)}
	debug.ReadGCStats(&stats)
	fmt.Println(stats.NumGC >= 2, len(stats.Pause) > 0, len(stats.PauseEnd) == len(stats.Pause), stats.PauseTotal > 0, time.Since(stats.LastGC) < time.Hour, len(stats.PauseQuantiles), stats.PauseQuantiles[0] <= stats.PauseQuantiles[4])
	lines := strings.Split(string(inner()), "\n")
	fmt.Println(lines[0], lines[1], lines[3], lines[5])
	in, out, _ := os.Pipe()
	kept := os.Stderr
	os.Stderr = out
	debug.PrintStack()
	os.Stderr = kept
	text := make([]byte, 20)
	n, _ := in.Read(text)
	fmt.Printf("%q\n", text[:n])
	info, ok := debug.ReadBuildInfo()
	fmt.Println(ok, info.Path, strings.HasPrefix(info.GoVersion, "go1.27"))
}
