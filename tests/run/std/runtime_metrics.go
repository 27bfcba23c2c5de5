package main

import (
	"fmt"
	"math"
	"runtime"
	"runtime/metrics"
	"strings"
)

// sums adds up what has parts.
func sums() {
	var all []metrics.Sample
	for _, d := range metrics.All() {
		all = append(all, metrics.Sample{Name: d.Name})
	}
	metrics.Read(all)
	var memory, totalMemory, goroutines uint64
	var seconds, totalSeconds float64
	for _, s := range all {
		switch name := s.Name; {
		case name == "/memory/classes/total:bytes":
			totalMemory = s.Value.Uint64()
		case strings.HasPrefix(name, "/memory/classes/"):
			memory += s.Value.Uint64()
		case name == "/cpu/classes/total:cpu-seconds":
			totalSeconds = s.Value.Float64()
		case name == "/cpu/classes/gc/total:cpu-seconds", name == "/cpu/classes/scavenge/total:cpu-seconds", strings.HasPrefix(name, "/cpu/classes/") && strings.Count(name, "/") == 3:
			seconds += s.Value.Float64()
		case strings.HasPrefix(name, "/sched/goroutines/"):
			goroutines += s.Value.Uint64()
		}
	}
	fmt.Println(memory == totalMemory, totalSeconds > 0, math.Abs(seconds/totalSeconds-1) < 0.01, goroutines > 0)
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	fmt.Println(mem.GCCPUFraction > 0, mem.GCCPUFraction < 1, mem.Mallocs > mem.Frees, mem.Mallocs-mem.Frees == mem.HeapObjects)
}

func main() {
	runtime.GC()
	names := []string{
		"/gc/cycles/forced:gc-cycles", "/gc/cycles/total:gc-cycles", "/gc/gogc:percent", "/gc/gomemlimit:bytes",
		"/gc/heap/allocs:bytes", "/gc/heap/allocs:objects", "/gc/heap/objects:objects", "/gc/pauses:seconds",
		"/memory/classes/heap/objects:bytes", "/memory/classes/total:bytes", "/sched/gomaxprocs:threads",
		"/sched/goroutines-created:goroutines", "/sched/goroutines:goroutines", "/no/such:metric",
	}
	samples := make([]metrics.Sample, len(names))
	for i, name := range names {
		samples[i].Name = name
	}
	metrics.Read(samples)
	for _, s := range samples {
		switch s.Value.Kind() {
		case metrics.KindUint64:
			n := s.Value.Uint64()
			switch s.Name {
			case "/gc/gogc:percent":
				fmt.Println(s.Name, n)
			case "/gc/gomemlimit:bytes":
				fmt.Println(s.Name, n == math.MaxInt64)
			default:
				fmt.Println(s.Name, n > 0)
			}
		case metrics.KindFloat64Histogram:
			h := s.Value.Float64Histogram()
			var sum uint64
			for _, n := range h.Counts {
				sum += n
			}
			fmt.Println(s.Name, sum > 0, len(h.Buckets) == len(h.Counts)+1)
		case metrics.KindBad:
			fmt.Println(s.Name, "is bad")
		}
	}
	known := map[string]metrics.Description{}
	last := ""
	for _, d := range metrics.All() {
		if d.Name <= last {
			fmt.Println("not in order:", last, d.Name)
		}
		last = d.Name
		known[d.Name] = d
	}
	for _, name := range names {
		d, ok := known[name]
		fmt.Println(name, ok, d.Kind, d.Cumulative, d.Description != "" == ok)
	}
	sums()
	defer func() { fmt.Println(recover()) }()
	samples[0].Value.Float64()
}
