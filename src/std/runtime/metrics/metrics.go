// Package metrics gives numbers about the running program by name. The names and meanings are Go's; of those that speak of parts of Go's own
// runtime only the ones that mean something here are there (All lists them).
package metrics

import (
	"math"
	"runtime"
	"runtime/debug"
)

// A ValueKind says what a Value holds.
type ValueKind int

const (
	KindBad              ValueKind = iota // nothing: there is no such metric
	KindUint64                            // a uint64
	KindFloat64                           // a float64
	KindFloat64Histogram                  // a *Float64Histogram
)

// A Value is a metric's value.
type Value struct {
	kind   ValueKind
	scalar uint64
	hist   *Float64Histogram
}

// Kind says which of the other methods may be called.
func (v Value) Kind() ValueKind { return v.kind }

func (v Value) mustBe(kind ValueKind, what string) {
	if v.kind != kind {
		panic("called " + what + " on non-" + map[ValueKind]string{
			KindUint64: "uint64", KindFloat64: "float64", KindFloat64Histogram: "Float64Histogram",
		}[kind] + " metric value")
	}
}

// Uint64 gives the number of a KindUint64 value; other values panic.
func (v Value) Uint64() uint64 {
	v.mustBe(KindUint64, "Uint64")
	return v.scalar
}

// Float64 gives the number of a KindFloat64 value; other values panic.
func (v Value) Float64() float64 {
	v.mustBe(KindFloat64, "Float64")
	return math.Float64frombits(v.scalar)
}

// Float64Histogram gives the distribution of a KindFloat64Histogram value; other values panic.
func (v Value) Float64Histogram() *Float64Histogram {
	v.mustBe(KindFloat64Histogram, "Float64Histogram")
	return v.hist
}

// A Float64Histogram is a distribution: Counts[i] values were at least Buckets[i] and less than Buckets[i+1].
type Float64Histogram struct {
	Counts  []uint64
	Buckets []float64
}

// A Description says what a metric is.
type Description struct {
	Name        string
	Description string
	Kind        ValueKind
	Cumulative  bool // it only grows
}

// A Sample names a metric; Read fills in the value.
type Sample struct {
	Name  string
	Value Value
}

type metric struct {
	Description
	read func(*state) Value
}

// state is what several metrics are made of.
type state struct {
	mem runtime.MemStats
}

func number(n uint64) Value { return Value{kind: KindUint64, scalar: n} }

// percent is the setting of GOGC.
func percent() int

// begun is the number of goroutines started so far.
func begun() uint64

// metrics are in the order of their names.
var metrics = []metric{
	{Description{"/gc/cycles/automatic:gc-cycles", "Collections that ran because the heap had grown.", KindUint64, true},
		func(s *state) Value { return number(uint64(s.mem.NumGC - s.mem.NumForcedGC)) }},
	{Description{"/gc/cycles/forced:gc-cycles", "Collections that the program asked for.", KindUint64, true},
		func(s *state) Value { return number(uint64(s.mem.NumForcedGC)) }},
	{Description{"/gc/cycles/total:gc-cycles", "All collections.", KindUint64, true},
		func(s *state) Value { return number(uint64(s.mem.NumGC)) }},
	{Description{"/gc/gogc:percent", "The setting of GOGC.", KindUint64, false},
		func(*state) Value { return number(uint64(int64(percent()))) }},
	{Description{"/gc/gomemlimit:bytes", "The soft limit of memory.", KindUint64, false},
		func(*state) Value { return number(uint64(debug.SetMemoryLimit(-1))) }},
	{Description{"/gc/heap/allocs:bytes", "Bytes of all objects ever allocated.", KindUint64, true},
		func(s *state) Value { return number(s.mem.TotalAlloc) }},
	{Description{"/gc/heap/allocs:objects", "Objects ever allocated.", KindUint64, true},
		func(s *state) Value { return number(s.mem.Mallocs) }},
	{Description{"/gc/heap/frees:bytes", "Bytes of all objects ever freed.", KindUint64, true},
		func(s *state) Value { return number(s.mem.TotalAlloc - s.mem.HeapAlloc) }},
	{Description{"/gc/heap/frees:objects", "Objects ever freed.", KindUint64, true},
		func(s *state) Value { return number(s.mem.Frees) }},
	{Description{"/gc/heap/goal:bytes", "The size of the heap at which the next collection begins.", KindUint64, false},
		func(s *state) Value { return number(s.mem.NextGC) }},
	{Description{"/gc/heap/objects:objects", "Objects in the heap, live or not yet swept.", KindUint64, false},
		func(s *state) Value { return number(s.mem.HeapObjects) }},
	{Description{"/gc/pauses:seconds", "How long the last 256 collections stopped the program.", KindFloat64Histogram, true},
		pauses},
	{Description{"/memory/classes/heap/free:bytes", "Free memory that could go back to the system.", KindUint64, false},
		func(s *state) Value { return number(s.mem.HeapIdle - s.mem.HeapReleased) }},
	{Description{"/memory/classes/heap/objects:bytes", "Bytes of the objects in the heap, live or not yet swept.", KindUint64, false},
		func(s *state) Value { return number(s.mem.HeapAlloc) }},
	{Description{"/memory/classes/heap/released:bytes", "Free memory that has gone back to the system.", KindUint64, false},
		func(s *state) Value { return number(s.mem.HeapReleased) }},
	{Description{"/memory/classes/heap/stacks:bytes", "Stacks of goroutines.", KindUint64, false},
		func(s *state) Value { return number(s.mem.StackInuse) }},
	{Description{"/memory/classes/heap/unused:bytes", "Room between the heap's objects.", KindUint64, false},
		func(s *state) Value { return number(s.mem.HeapInuse - min(s.mem.HeapAlloc, s.mem.HeapInuse)) }},
	{Description{"/memory/classes/total:bytes", "All memory taken from the system.", KindUint64, false},
		func(s *state) Value { return number(s.mem.Sys) }},
	{Description{"/sched/gomaxprocs:threads", "The setting of GOMAXPROCS.", KindUint64, false},
		func(*state) Value { return number(uint64(runtime.GOMAXPROCS(0))) }},
	{Description{"/sched/goroutines-created:goroutines", "Goroutines ever started.", KindUint64, true},
		func(*state) Value { return number(begun()) }},
	{Description{"/sched/goroutines:goroutines", "Goroutines that exist.", KindUint64, false},
		func(*state) Value { return number(uint64(runtime.NumGoroutine())) }},
}

// All describes all metrics there are.
func All() []Description {
	all := make([]Description, len(metrics))
	for i, m := range metrics {
		all[i] = m.Description
	}
	return all
}

// Read fills in the value of each sample; one whose name is unknown gets KindBad.
func Read(samples []Sample) {
	var s state
	runtime.ReadMemStats(&s.mem)
	for i := range samples {
		samples[i].Value = Value{}
		for _, m := range metrics {
			if m.Name == samples[i].Name {
				samples[i].Value = m.read(&s)
			}
		}
	}
}

// pauses sorts the pauses that are known into buckets, each four times as long as the one before.
func pauses(s *state) Value {
	h := &Float64Histogram{Buckets: []float64{math.Inf(-1), 0}}
	for limit := 1e-7; limit < 100; limit *= 4 {
		h.Buckets = append(h.Buckets, limit)
	}
	h.Buckets = append(h.Buckets, math.Inf(1))
	h.Counts = make([]uint64, len(h.Buckets)-1)
	for i := range min(int(s.mem.NumGC), len(s.mem.PauseNs)) {
		seconds := float64(s.mem.PauseNs[i]) / 1e9
		for b := len(h.Counts) - 1; b >= 0; b-- {
			if seconds >= h.Buckets[b] {
				h.Counts[b]++
				break
			}
		}
	}
	return Value{kind: KindFloat64Histogram, hist: h}
}
