package main

import (
	"fmt"
	"math"
	"runtime"
	"runtime/metrics"
)

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
	defer func() { fmt.Println(recover()) }()
	samples[0].Value.Float64()
}
