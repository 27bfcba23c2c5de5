package testing

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// A BenchmarkResult is what was measured.
type BenchmarkResult struct {
	N         int           // rounds
	T         time.Duration // for all of them
	Bytes     int64         // that a round works on
	MemAllocs uint64
	MemBytes  uint64

	// Extra is what ReportMetric has added.
	Extra map[string]float64
}

// per is the metric of that unit, or the whole divided by the rounds.
func (r BenchmarkResult) per(unit string, whole int64) int64 {
	if v, ok := r.Extra[unit]; ok {
		return int64(v)
	}
	if r.N <= 0 {
		return 0
	}
	return whole / int64(r.N)
}

// NsPerOp is the time of a round.
func (r BenchmarkResult) NsPerOp() int64 { return r.per("ns/op", r.T.Nanoseconds()) }

// AllocsPerOp is how many allocations a round makes.
func (r BenchmarkResult) AllocsPerOp() int64 { return r.per("allocs/op", int64(r.MemAllocs)) }

// AllocedBytesPerOp is how much a round allocates.
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return r.per("B/op", int64(r.MemBytes)) }

func (r BenchmarkResult) megabytes() float64 {
	if v, ok := r.Extra["MB/s"]; ok {
		return v
	}
	if r.Bytes <= 0 || r.T <= 0 || r.N <= 0 {
		return 0
	}
	return float64(r.Bytes) * float64(r.N) / 1e6 / r.T.Seconds()
}

// String is the result without allocations, as a line shows it.
func (r BenchmarkResult) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%8d", r.N)
	ns, ok := r.Extra["ns/op"]
	if !ok {
		ns = float64(r.T.Nanoseconds()) / float64(r.N)
	}
	if ns != 0 {
		b.WriteString("\t" + measured(ns, "ns/op"))
	}
	if mb := r.megabytes(); mb != 0 {
		fmt.Fprintf(&b, "\t%7.2f MB/s", mb)
	}
	for _, unit := range slices.Sorted(maps.Keys(r.Extra)) {
		switch unit {
		case "ns/op", "MB/s", "B/op", "allocs/op":
		default:
			b.WriteString("\t" + measured(r.Extra[unit], unit))
		}
	}
	return b.String()
}

// MemString is what a round allocates, as a line shows it.
func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}

// measured shows a number with about four digits, its point always in the same column.
func measured(x float64, unit string) string {
	size, digits := math.Abs(x), 0
	if size != 0 {
		for least := 999.95; !(size >= least) && digits < 7; least /= 10 {
			digits++
		}
	}
	width := 10 + digits
	if digits > 0 {
		width++
	}
	return fmt.Sprintf("%*.*f %s", width, digits, x, unit)
}
