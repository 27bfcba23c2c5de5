package testing

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

// An InternalBenchmark is a benchmark and its name.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// A B is a benchmark that runs.
type B struct {
	common
	N int // how many rounds to run

	f           func(b *B)
	bench       *benchRun // nil for Benchmark
	time        amount
	timing      bool
	bytes       int64
	someLack    bool // one below has not called SetBytes
	showAllocs  bool
	parallelism int
	startAllocs uint64
	startBytes  uint64
	netAllocs   uint64
	netBytes    uint64
	extra       map[string]float64
	previousN   int
	previous    time.Duration
	loop        loop
	result      BenchmarkResult
}

// A loop is the state of Loop.
type loop struct {
	i, n int  // rounds so far, and up to the next look at the clock
	done bool // Loop has said no
}

// A benchRun is what the benchmarks of a program share.
type benchRun struct {
	match  *matcher
	width  int // of the column of names
	suffix int // the longest "-8"
}

// oneAtATime is held while a benchmark's function runs.
var oneAtATime sync.Mutex

// StartTimer goes on to measure.
func (b *B) StartTimer() {
	if b.timing {
		return
	}
	m := allocated()
	b.startAllocs, b.startBytes = m.Mallocs, m.TotalAlloc
	b.timing = true
	b.start = time.Now()
}

// StopTimer stops to measure, for what does not count.
func (b *B) StopTimer() {
	if !b.timing {
		return
	}
	b.duration += time.Since(b.start)
	m := allocated()
	b.netAllocs += m.Mallocs - b.startAllocs
	b.netBytes += m.TotalAlloc - b.startBytes
	b.timing = false
	if b.loop.n > b.loop.i {
		// Loop is to notice.
		b.loop.n = b.loop.i
	}
}

// ResetTimer forgets what was measured so far, and what was reported.
func (b *B) ResetTimer() {
	b.extra = map[string]float64{}
	if b.timing {
		m := allocated()
		b.startAllocs, b.startBytes = m.Mallocs, m.TotalAlloc
		b.start = time.Now()
	}
	b.duration, b.netAllocs, b.netBytes = 0, 0, 0
}

// Elapsed is the time measured so far.
func (b *B) Elapsed() time.Duration {
	if b.timing {
		return b.duration + time.Since(b.start)
	}
	return b.duration
}

// SetBytes says how many bytes a round works on; MB/s are shown then.
func (b *B) SetBytes(n int64) { b.bytes = n }

// ReportAllocs has allocations shown, as -benchmem does for all.
func (b *B) ReportAllocs() { b.showAllocs = true }

// ReportMetric adds a number to the result, or replaces one of those that are measured.
func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if strings.ContainsFunc(unit, unicode.IsSpace) {
		panic("metric unit must not contain whitespace")
	}
	b.extra[unit] = n
}

// Loop reports whether there is another round. What comes before the first and after the last is not measured.
func (b *B) Loop() bool {
	if b.loop.i < b.loop.n {
		b.loop.i++
		return true
	}
	return b.more()
}

// more is Loop where the rounds planned so far are over.
func (b *B) more() bool {
	if !b.timing {
		b.Fatal("B.Loop called with timer stopped")
	}
	l := &b.loop
	switch {
	case l.n == 0 && l.i == 0:
		l.n = max(b.time.n, 1)
		b.N = 0
		b.ResetTimer()
	case b.time.n > 0:
		l.n = max(l.n, l.i)
		if l.i < b.time.n {
			l.n = b.time.n
		} else {
			return b.lastRound()
		}
	default:
		took := b.Elapsed()
		if took >= b.time.d {
			return b.lastRound()
		}
		l.n = predict(b.time.d, took, l.i, l.i)
	}
	l.i++
	return true
}

func (b *B) lastRound() bool {
	b.loop.n = b.loop.i
	b.StopTimer()
	b.N = b.loop.i
	b.loop.done = true
	return false
}

const mostRounds = 1_000_000_000

// predict is how many rounds fill the time, a fifth more to be sure; and not many more than last time.
func predict(goal, took time.Duration, rounds, last int) int {
	n := goal.Nanoseconds() * int64(rounds) / max(took.Nanoseconds(), 1)
	n += n / 5
	n = min(n, 100*int64(last))
	n = max(n, int64(last)+1)
	return int(min(n, mostRounds))
}

// runN runs the function for n rounds.
func (b *B) runN(n int) {
	oneAtATime.Lock()
	defer oneAtATime.Unlock()
	b.ctx, b.cancel = context.WithCancel(context.Background())
	defer b.clean()
	b.resetRaces()
	defer b.checkRaces()
	runtime.GC()
	b.N = n
	b.loop = loop{}
	b.parallelism = 1
	b.ResetTimer()
	b.StartTimer()
	b.f(b)
	b.StopTimer()
	b.previousN, b.previous = n, b.duration
	if b.loop.n > 0 && !b.loop.done && !b.failed {
		b.Error("benchmark function returned without B.Loop() == false (break or return in loop?)")
	}
}

// apart runs f in a goroutine of its own, which FailNow may end.
func (b *B) apart(f func()) {
	go func() {
		defer func() { b.signal <- true }()
		f()
	}()
	<-b.signal
}

// first runs one round, and reports whether there is reason to run more.
func (b *B) first() bool {
	if r := b.bench; r != nil {
		if n := len(b.name) + r.suffix + 1; n > r.width {
			// Some more, so that the column does not grow with every name.
			r.width = n + 8
		}
	}
	b.apart(func() { b.runN(1) })
	if b.failed {
		fmt.Fprintf(b.w, "%s--- FAIL: %s\n%s", mark(), b.name, b.output)
		return false
	}
	b.mu.RLock()
	finished := b.finished
	b.mu.RUnlock()
	if !b.hasSub.Load() && !finished {
		return true
	}
	if b.verbose && (len(b.output) > 0 || finished) {
		tag := "BENCH"
		if b.skipped {
			tag = "SKIP"
		}
		fmt.Fprintf(b.w, "%s--- %s: %s\n%s", mark(), tag, b.name, b.shortOutput())
	}
	return false
}

// measure runs until the time is filled.
func (b *B) measure() BenchmarkResult {
	b.apart(func() {
		switch {
		case b.loop.done:
		case b.time.n > 1:
			b.runN(b.time.n)
		case b.time.n == 0:
			for n := 1; !b.failed && b.duration < b.time.d && n < mostRounds; {
				n = predict(b.time.d, b.duration, b.N, n)
				b.runN(n)
			}
		}
		b.result = BenchmarkResult{b.N, b.duration, b.bytes, b.netAllocs, b.netBytes, b.extra}
	})
	return b.result
}

var labels sync.Once

// label says once for all on what machine the numbers were measured.
func (b *B) label(w io.Writer) {
	labels.Do(func() {
		fmt.Fprintf(w, "goos: %s\ngoarch: %s\n", runtime.GOOS, runtime.GOARCH)
		if b.importPath != "" {
			fmt.Fprintf(w, "pkg: %s\n", b.importPath)
		}
		if name := processor(); name != "" {
			fmt.Fprintf(w, "cpu: %s\n", name)
		}
	})
}

// processor is the processor's name.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func withProcs(name string, procs int) string {
	if procs == 1 {
		return name
	}
	return fmt.Sprintf("%s-%d", name, procs)
}

// lines measures b for each setting of -cpu as often as -count says, and prints a line for each.
func (r *benchRun) lines(b *B) {
	for i, procs := range cpus {
		for j := range int(*count) {
			runtime.GOMAXPROCS(procs)
			name := withProcs(b.name, procs)
			if !b.verbose {
				fmt.Fprintf(b.w, "%-*s\t", r.width, name)
			}
			if i > 0 || j > 0 {
				again := &B{f: b.f, time: b.time}
				again.signal = make(chan bool)
				again.name, again.w, again.verbose = b.name, b.w, b.verbose
				again.common.bench = true
				again.out = &logWriter{c: &again.common}
				b = again
				b.first()
			}
			result := b.measure()
			if b.failed {
				fmt.Fprintf(b.w, "%s--- FAIL: %s\n%s", mark(), name, b.output)
				continue
			}
			if b.verbose {
				fmt.Fprintf(b.w, "%-*s\t", r.width, name)
			}
			line := result.String()
			if *benchMem || b.showAllocs {
				line += "\t" + result.MemString()
			}
			fmt.Fprintln(b.w, line)
			if len(b.output) > 0 {
				fmt.Fprintf(b.w, "%s--- BENCH: %s\n%s", mark(), name, b.shortOutput())
			}
			if now := runtime.GOMAXPROCS(0); now != procs {
				fmt.Fprintf(os.Stderr, "testing: %s left GOMAXPROCS set to %d\n", name, now)
			}
			if b.verbose {
				backTo("")
			}
		}
	}
}

// shortOutput is the log, not more than ten lines.
func (b *B) shortOutput() []byte {
	lines := 0
	for i, c := range b.output {
		if c == '\n' {
			if lines++; lines == 10 {
				return append(b.output[:i:i], "\n\t... [output truncated]\n"...)
			}
		}
	}
	return b.output
}

// RunBenchmarks runs the benchmarks that -bench names.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	runBenchmarks("", matchString, benchmarks)
}

func runBenchmarks(importPath string, matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) bool {
	if *matchBench == "" {
		return true
	}
	procs := 1
	for _, n := range cpus {
		procs = max(procs, n)
	}
	r := &benchRun{match: newMatcher(matchString, *matchBench, "-test.bench", *skip), suffix: len(withProcs("", procs))}
	var wanted []InternalBenchmark
	for _, one := range benchmarks {
		if _, ok, _ := r.match.fullName(nil, one.Name); ok {
			wanted = append(wanted, one)
			r.width = max(r.width, len(withProcs(one.Name, procs))+r.suffix+1)
		}
	}
	root := &B{bench: r, time: benchTime, f: func(b *B) {
		for _, one := range wanted {
			b.Run(one.Name, one.F)
		}
	}}
	root.name, root.importPath, root.w, root.verbose = "Main", importPath, os.Stdout, Verbose()
	root.common.bench = true
	root.runN(1)
	return !root.failed
}

// Run runs f as a benchmark below b, which then is none itself. It reports whether f has not failed.
func (b *B) Run(name string, f func(b *B)) bool {
	b.hasSub.Store(true)
	oneAtATime.Unlock()
	defer oneAtATime.Lock()
	full, ok, partly := b.name, true, false
	if b.bench != nil {
		full, ok, partly = b.bench.match.fullName(&b.common, name)
	}
	if !ok {
		return true
	}
	inner := &B{f: f, bench: b.bench, time: b.time}
	inner.signal = make(chan bool)
	inner.name, inner.parent, inner.level, inner.creator = full, &b.common, b.level+1, stack()
	inner.importPath, inner.w, inner.verbose = b.importPath, b.w, b.verbose
	inner.common.bench = true
	inner.out = &logWriter{c: &inner.common}
	if partly {
		// Only what is below it is wanted.
		inner.hasSub.Store(true)
	}
	if b.verbose {
		b.label(os.Stdout)
		if verbosity.marked {
			announce(full, "=== RUN   "+full+"\n")
		}
		fmt.Println(full)
	}
	if inner.first() {
		inner.label(inner.w)
		if b.bench != nil {
			b.bench.lines(inner)
		} else {
			inner.measure()
		}
	}
	b.add(inner.result)
	return !inner.failed
}

// add makes b's result the sum of those below it.
func (b *B) add(r BenchmarkResult) {
	sum := &b.result
	sum.N = 1
	sum.T += time.Duration(r.NsPerOp())
	if r.Bytes == 0 {
		b.someLack = true
		sum.Bytes = 0
	}
	if !b.someLack {
		sum.Bytes += r.Bytes
	}
	sum.MemAllocs += uint64(r.AllocsPerOp())
	sum.MemBytes += uint64(r.AllocedBytesPerOp())
}

// Benchmark measures one function.
func Benchmark(f func(b *B)) BenchmarkResult {
	b := &B{f: f, time: benchTime}
	b.signal = make(chan bool)
	b.w = io.Discard
	b.out = &logWriter{c: &b.common}
	if b.first() {
		b.measure()
	}
	return b.result
}

// SetParallelism has RunParallel use p goroutines for each processor.
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.parallelism = p
	}
}

// A PB hands out rounds to one of RunParallel's goroutines.
type PB struct {
	next  *atomic.Uint64 // shared: rounds handed out
	all   uint64
	grain uint64 // how many are taken at once
	have  uint64
}

// Next reports whether there is another round for this goroutine.
func (pb *PB) Next() bool {
	if pb.have == 0 {
		switch n := pb.next.Add(pb.grain); {
		case n <= pb.all:
			pb.have = pb.grain
		case n < pb.all+pb.grain:
			pb.have = pb.all + pb.grain - n
		default:
			return false
		}
	}
	pb.have--
	return true
}

// RunParallel runs the rounds in several goroutines.
func (b *B) RunParallel(body func(*PB)) {
	if b.N == 0 {
		return
	}
	// About 100 µs of work at once.
	grain := uint64(1)
	if b.previousN > 0 && b.previous > 0 {
		grain = min(max(uint64(1e5)*uint64(b.previousN)/uint64(b.previous), 1), 1e4)
	}
	var next atomic.Uint64
	var group sync.WaitGroup
	for range b.parallelism * runtime.GOMAXPROCS(0) {
		group.Go(func() { body(&PB{next: &next, all: uint64(b.N), grain: grain}) })
	}
	group.Wait()
	if next.Load() <= uint64(b.N) && !b.Failed() {
		b.Fatal("RunParallel: body exited without pb.Next() == false")
	}
}
