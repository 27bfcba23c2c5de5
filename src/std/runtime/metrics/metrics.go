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
	// Goroutines by what they do.
	runnable, running, waiting uint64
	// Seconds of processors: all that there were, those of collections, and those of the program.
	total, gc, user float64
}

func number(n uint64) Value { return Value{kind: KindUint64, scalar: n} }
func seconds(s float64) Value {
	return Value{kind: KindFloat64, scalar: math.Float64bits(s)}
}

func none(*state) Value      { return number(0) }
func noSeconds(*state) Value { return seconds(0) }

// clocks are the nanoseconds since the program began, and those that its threads have computed.
func clocks() (elapsed, computed int64)

// states are the numbers of goroutines that could run, run and wait.
func states() []int

// live is the number of bytes that the last collection found in use.
func live() uint64

// threads is the number of threads that run goroutines or wait to.
func threads() uint64

// startingStack is the size of a goroutine's first stack.
func startingStack() uint64

// percent is the setting of GOGC.
func percent() int

// begun is the number of goroutines started so far.
func begun() uint64

// metrics are in the order of their names.
var metrics = []metric{
	{Description{"/cgo/go-to-c-calls:calls", "Calls of C.", KindUint64, true}, none},
	{Description{"/cpu/classes/gc/mark/assist:cpu-seconds", "Marking by goroutines that allocate.", KindFloat64, true}, noSeconds},
	{Description{"/cpu/classes/gc/mark/dedicated:cpu-seconds", "Marking beside the program.", KindFloat64, true}, noSeconds},
	{Description{"/cpu/classes/gc/mark/idle:cpu-seconds", "Marking on processors that had nothing else to do.", KindFloat64, true}, noSeconds},
	{Description{"/cpu/classes/gc/pause:cpu-seconds", "Processors that collections have stopped.", KindFloat64, true},
		func(s *state) Value { return seconds(s.gc) }},
	{Description{"/cpu/classes/gc/total:cpu-seconds", "All that collections took.", KindFloat64, true},
		func(s *state) Value { return seconds(s.gc) }},
	{Description{"/cpu/classes/idle:cpu-seconds", "Processors without work.", KindFloat64, true},
		func(s *state) Value { return seconds(s.total - s.gc - s.user) }},
	{Description{"/cpu/classes/scavenge/assist:cpu-seconds", "Giving memory back, by goroutines that allocate.", KindFloat64, true}, noSeconds},
	{Description{"/cpu/classes/scavenge/background:cpu-seconds", "Giving memory back, beside the program.", KindFloat64, true}, noSeconds},
	{Description{"/cpu/classes/scavenge/total:cpu-seconds", "Giving memory back.", KindFloat64, true}, noSeconds},
	{Description{"/cpu/classes/total:cpu-seconds", "All processors since the program began.", KindFloat64, true},
		func(s *state) Value { return seconds(s.total) }},
	{Description{"/cpu/classes/user:cpu-seconds", "The program itself.", KindFloat64, true},
		func(s *state) Value { return seconds(s.user) }},
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
	{Description{"/gc/heap/live:bytes", "Bytes of the objects that the last collection found in use.", KindUint64, false},
		func(*state) Value { return number(live()) }},
	{Description{"/gc/heap/objects:objects", "Objects in the heap, live or not yet swept.", KindUint64, false},
		func(s *state) Value { return number(s.mem.HeapObjects) }},
	{Description{"/gc/heap/tiny/allocs:objects", "Objects that share one with others.", KindUint64, true}, none},
	{Description{"/gc/limiter/last-enabled:gc-cycle", "The last collection that was kept from taking too much.", KindUint64, false}, none},
	{Description{"/gc/pauses:seconds", "How long the last 256 collections stopped the program.", KindFloat64Histogram, true},
		pauses},
	{Description{"/gc/stack/starting-size:bytes", "The size of a goroutine's first stack.", KindUint64, false},
		func(*state) Value { return number(startingStack()) }},
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
	{Description{"/memory/classes/metadata/mcache/free:bytes", "Room for more of Go's mcaches, of which there are none.", KindUint64, false}, none},
	{Description{"/memory/classes/metadata/mcache/inuse:bytes", "Go's mcaches, of which there are none.", KindUint64, false}, none},
	{Description{"/memory/classes/metadata/mspan/free:bytes", "Room for more of Go's mspans, of which there are none.", KindUint64, false}, none},
	{Description{"/memory/classes/metadata/mspan/inuse:bytes", "Go's mspans, of which there are none.", KindUint64, false}, none},
	{Description{"/memory/classes/metadata/other:bytes", "What the collector knows of the heap's pages.", KindUint64, false},
		func(s *state) Value { return number(s.mem.GCSys) }},
	{Description{"/memory/classes/os-stacks:bytes", "Stacks of threads made by others.", KindUint64, false}, none},
	{Description{"/memory/classes/other:bytes", "Everything else.", KindUint64, false},
		func(s *state) Value { return number(s.mem.OtherSys) }},
	{Description{"/memory/classes/profiling/buckets:bytes", "What profiles keep.", KindUint64, false},
		func(s *state) Value { return number(s.mem.BuckHashSys) }},
	{Description{"/memory/classes/total:bytes", "All memory taken from the system.", KindUint64, false},
		func(s *state) Value { return number(s.mem.Sys) }},
	{Description{"/sched/gomaxprocs:threads", "The setting of GOMAXPROCS.", KindUint64, false},
		func(*state) Value { return number(uint64(runtime.GOMAXPROCS(0))) }},
	{Description{"/sched/goroutines-created:goroutines", "Goroutines ever started.", KindUint64, true},
		func(*state) Value { return number(begun()) }},
	{Description{"/sched/goroutines/not-in-go:goroutines", "Goroutines in system calls or C, which wait here as others do.", KindUint64, false}, none},
	{Description{"/sched/goroutines/runnable:goroutines", "Goroutines that could run.", KindUint64, false},
		func(s *state) Value { return number(s.runnable) }},
	{Description{"/sched/goroutines/running:goroutines", "Goroutines that run.", KindUint64, false},
		func(s *state) Value { return number(s.running) }},
	{Description{"/sched/goroutines/waiting:goroutines", "Goroutines that wait.", KindUint64, false},
		func(s *state) Value { return number(s.waiting) }},
	{Description{"/sched/goroutines:goroutines", "Goroutines that exist.", KindUint64, false},
		func(*state) Value { return number(uint64(runtime.NumGoroutine())) }},
	{Description{"/sched/pauses/total/gc:seconds", "How long the last 256 collections stopped the program.", KindFloat64Histogram, true},
		pauses},
	{Description{"/sched/threads/total:threads", "Threads for goroutines.", KindUint64, false},
		func(*state) Value { return number(threads()) }},
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
func Read(m []Sample) {
	var s state
	runtime.ReadMemStats(&s.mem)
	counts := states()
	s.runnable, s.running, s.waiting = uint64(counts[0]), uint64(counts[1]), uint64(counts[2])
	elapsed, computed := clocks()
	procs := float64(runtime.GOMAXPROCS(0))
	s.total = float64(elapsed) / 1e9 * procs
	s.gc = min(float64(s.mem.PauseTotalNs)/1e9*procs, s.total)
	s.user = min(float64(computed)/1e9, s.total-s.gc)
	for i := range m {
		m[i].Value = Value{}
		for _, known := range metrics {
			if known.Name == m[i].Name {
				m[i].Value = known.read(&s)
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
		pause := float64(s.mem.PauseNs[i]) / 1e9
		for b := len(h.Counts) - 1; b >= 0; b-- {
			if pause >= h.Buckets[b] {
				h.Counts[b]++
				break
			}
		}
	}
	return Value{kind: KindFloat64Histogram, hist: h}
}
