// Package pprof writes profiles of the running program, for `go tool pprof` and for people.
//
// The processor's is taken by looking at all goroutines a hundred times a second; functions are told from each other by name
// and line. The heap's counts objects by their type, and knows no places of allocation.
package pprof

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"text/tabwriter"
	"time"
	_ "unsafe" // for go:linkname
)

// A Profile is a set of stacks.
type Profile struct {
	name  string
	mu    sync.Mutex
	held  map[any][]uintptr                             // of a program's own profile
	count func() int                                    // of the others
	print func(p *Profile, w io.Writer, debug int) error // for people
	fill  func(p *Profile, b *builder)                   // for programs
}

var profiles struct {
	sync.Mutex
	byName map[string]*Profile
}

// all gives the profiles by name, with the lock held.
func all() map[string]*Profile {
	if profiles.byName == nil {
		profiles.byName = map[string]*Profile{}
		for _, p := range []*Profile{
			{name: "goroutine", count: runtime.NumGoroutine, print: printGoroutines, fill: fillGoroutines},
			{name: "goroutineleak", count: leakCount, print: printLeaks, fill: fillLeaks},
			{name: "threadcreate", count: none, print: printNone, fill: fillNone},
			{name: "heap", count: heapCount, print: printHeap, fill: fillHeap},
			{name: "allocs", count: heapCount, print: printHeap, fill: fillHeap},
			{name: "block", count: none, print: printContention, fill: fillContention},
			{name: "mutex", count: none, print: printContention, fill: fillContention},
		} {
			profiles.byName[p.name] = p
		}
	}
	return profiles.byName
}

func none() int { return 0 }

// NewProfile makes a profile of the program's own. The name must be new.
func NewProfile(name string) *Profile {
	if name == "" {
		panic("pprof: NewProfile with empty name")
	}
	profiles.Lock()
	defer profiles.Unlock()
	if all()[name] != nil {
		panic("pprof: NewProfile name already in use: " + name)
	}
	p := &Profile{name: name, held: map[any][]uintptr{}}
	all()[name] = p
	return p
}

// Lookup finds a profile by name, or nil.
func Lookup(name string) *Profile {
	profiles.Lock()
	defer profiles.Unlock()
	return all()[name]
}

// Profiles are all, in the order of their names.
func Profiles() []*Profile {
	profiles.Lock()
	defer profiles.Unlock()
	return slices.SortedFunc(maps.Values(all()), func(a, b *Profile) int { return cmp.Compare(a.name, b.name) })
}

// Name is the profile's name.
func (p *Profile) Name() string { return p.name }

// Count is how many stacks there are.
func (p *Profile) Count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.count != nil {
		return p.count()
	}
	return len(p.held)
}

// Add adds the calling stack, without skip of its calls, under a value that has none yet.
func (p *Profile) Add(value any, skip int) {
	if p.name == "" {
		panic("pprof: use of uninitialized Profile")
	}
	if p.count != nil {
		panic("pprof: Add called on built-in Profile " + p.name)
	}
	stack := make([]uintptr, 32)
	stack = stack[:runtime.Callers(skip+1, stack)]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held[value] != nil {
		panic("pprof: Profile.Add of duplicate value")
	}
	p.held[value] = stack
}

// Remove takes the value's stack out, if it has one.
func (p *Profile) Remove(value any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.held, value)
}

// WriteTo writes the profile: 0 for programs, 1 for people, 2 for the goroutines as a crash shows them.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	if p.name == "" {
		panic("pprof: use of zero Profile")
	}
	switch {
	case debug == 0:
		b := newBuilder()
		p.collect(b)
		return b.write(w)
	case p.print != nil:
		return p.print(p, w, debug)
	}
	return printCounts(w, p.name, p.stacks())
}

// collect adds the profile as it is now.
func (p *Profile) collect(b *builder) {
	if p.fill != nil {
		p.fill(p, b)
		return
	}
	fillCounts(b, p.name, p.stacks())
}

// stacks are those of a program's own profile.
func (p *Profile) stacks() [][]uintptr {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.SortedFunc(maps.Values(p.held), slices.Compare[[]uintptr])
}

// since takes a profile; what it gives back writes the difference that there is by then.
//
//go:linkname since net/http/pprof.since
func since(p *Profile) func(w io.Writer) error {
	b := newBuilder()
	begin := time.Now()
	b.sign = -1
	p.collect(b)
	return func(w io.Writer) error {
		b.sign = +1
		p.collect(b)
		b.time = time.Now()
		b.out.number(fieldDuration, uint64(b.time.Sub(begin)))
		return b.write(w)
	}
}

// counted is how often a stack comes.
type counted struct {
	key   string
	stack []uintptr
	count int
}

// countStacks counts equal stacks, those that come most often first.
func countStacks(stacks [][]uintptr) []*counted {
	byKey := map[string]*counted{}
	for _, stack := range stacks {
		var b strings.Builder
		b.WriteByte('@')
		for _, pc := range stack {
			fmt.Fprintf(&b, " %#x", pc)
		}
		key := b.String()
		if byKey[key] == nil {
			byKey[key] = &counted{key: key, stack: stack}
		}
		byKey[key].count++
	}
	return slices.SortedFunc(maps.Values(byKey), func(a, b *counted) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.key, b.key))
	})
}

func printCounts(w io.Writer, name string, stacks [][]uintptr) error {
	columns := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	fmt.Fprintf(columns, "%s profile: total %d\n", name, len(stacks))
	for _, c := range countStacks(stacks) {
		fmt.Fprintf(columns, "%d %s\n", c.count, c.key)
		printStack(columns, c.stack)
	}
	return columns.Flush()
}

func fillCounts(b *builder, name string, stacks [][]uintptr) {
	b.types(name, "count")
	b.period(name, "count", 1)
	for _, c := range countStacks(stacks) {
		b.sample(b.stack(c.stack), []int64{int64(c.count)}, nil)
	}
}

// printStack prints the calls, from the first that is not the runtime's, if there is one.
func printStack(w io.Writer, stack []uintptr) {
	calls := framesOf(stack)
	own := func(f runtime.Frame) bool { return !strings.HasPrefix(f.Function, "runtime.") }
	if i := slices.IndexFunc(calls, own); i > 0 {
		calls = calls[i:]
	}
	for _, f := range calls {
		if f.Function == "" {
			fmt.Fprintf(w, "#\t%#x\n", f.PC)
			continue
		}
		fmt.Fprintf(w, "#\t%#x\t%s+%#x\t%s:%d\n", f.PC, f.Function, f.PC-f.Entry, f.File, f.Line)
	}
	fmt.Fprintln(w)
}

func framesOf(stack []uintptr) (calls []runtime.Frame) {
	frames := runtime.CallersFrames(stack)
	for len(stack) > 0 {
		f, more := frames.Next()
		calls = append(calls, f)
		if !more {
			break
		}
	}
	return calls
}

// stackText is the traceback of all goroutines.
func stackText() []byte {
	for size := 1 << 16; ; size *= 2 {
		buf := make([]byte, size)
		if n := runtime.Stack(buf, true); n < size {
			return buf[:n]
		}
	}
}

func goroutineStacks() [][]uintptr {
	records := make([]runtime.StackRecord, runtime.NumGoroutine()+8)
	n, ok := runtime.GoroutineProfile(records)
	for !ok {
		records = make([]runtime.StackRecord, n+8)
		n, ok = runtime.GoroutineProfile(records)
	}
	stacks := make([][]uintptr, n)
	for i := range stacks {
		stacks[i] = records[i].Stack()
	}
	return stacks
}

func printGoroutines(p *Profile, w io.Writer, debug int) error {
	if debug >= 2 {
		_, err := w.Write(stackText())
		return err
	}
	return printCounts(w, p.name, goroutineStacks())
}

func fillGoroutines(p *Profile, b *builder) { fillCounts(b, p.name, goroutineStacks()) }

// leaks is how many goroutines nobody could wake when somebody last looked for them.
var leaks atomic.Int64

func leakCount() int { return int(leaks.Load()) }

// leakedStacks looks for goroutines that nobody can wake: their calls, newest first, each list ended by a zero.
func leakedStacks() []uintptr

// leakedText is stackText after such a look: it says which they are.
func leakedText() string

func leaked() (stacks [][]uintptr) {
	for pcs := leakedStacks(); len(pcs) > 0; {
		n := slices.Index(pcs, 0)
		stacks = append(stacks, pcs[:n])
		pcs = pcs[n+1:]
	}
	leaks.Store(int64(len(stacks)))
	return stacks
}

func printLeaks(p *Profile, w io.Writer, debug int) error {
	if debug >= 2 {
		_, err := io.WriteString(w, leakedText())
		return err
	}
	return printCounts(w, p.name, leaked())
}

func fillLeaks(p *Profile, b *builder) { fillCounts(b, p.name, leaked()) }

func printNone(p *Profile, w io.Writer, debug int) error { return printCounts(w, p.name, nil) }

func fillNone(p *Profile, b *builder) { fillCounts(b, p.name, nil) }

// printContention prints a profile without events: gorun does not count them.
func printContention(p *Profile, w io.Writer, debug int) error {
	title, rate := "contention", ""
	if p.name == "mutex" {
		title, rate = "mutex", "sampling period=0\n"
	}
	_, err := fmt.Fprintf(w, "--- %s:\ncycles/second=%d\n%s", title, 1_000_000_000, rate)
	return err
}

func fillContention(p *Profile, b *builder) {
	b.types("contentions", "count", "delay", "nanoseconds")
	b.period("contentions", "count", 1)
}

func heapRecords() []runtime.MemProfileRecord {
	n, _ := runtime.MemProfile(nil, true)
	for {
		records := make([]runtime.MemProfileRecord, n+16)
		var ok bool
		if n, ok = runtime.MemProfile(records, true); ok {
			return records[:n]
		}
	}
}

func heapCount() int { return len(heapRecords()) }

// WriteHeapProfile is Lookup("heap").WriteTo(w, 0).
func WriteHeapProfile(w io.Writer) error { return Lookup("heap").WriteTo(w, 0) }

func fillHeap(p *Profile, b *builder) {
	b.types("alloc_objects", "count", "alloc_space", "bytes", "inuse_objects", "count", "inuse_space", "bytes")
	b.period("space", "bytes", 1)
	if p.name == "allocs" {
		b.defaultType("alloc_space")
	}
	for _, r := range heapRecords() {
		b.sample(b.stack(r.Stack()), []int64{r.AllocObjects, r.AllocBytes, r.InUseObjects(), r.InUseBytes()}, nil)
	}
}

func printHeap(p *Profile, w io.Writer, debug int) error {
	records := heapRecords()
	slices.SortFunc(records, func(a, b runtime.MemProfileRecord) int { return cmp.Compare(b.InUseBytes(), a.InUseBytes()) })
	columns := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	var total runtime.MemProfileRecord
	for _, r := range records {
		total.AllocBytes += r.AllocBytes
		total.AllocObjects += r.AllocObjects
		total.FreeBytes += r.FreeBytes
		total.FreeObjects += r.FreeObjects
	}
	line := func(r runtime.MemProfileRecord) string {
		return fmt.Sprintf("%d: %d [%d: %d] @", r.InUseObjects(), r.InUseBytes(), r.AllocObjects, r.AllocBytes)
	}
	fmt.Fprintf(columns, "heap profile: %s heap/%d\n", line(total), 2*runtime.MemProfileRate)
	for _, r := range records {
		fmt.Fprint(columns, line(r))
		for _, pc := range r.Stack() {
			fmt.Fprintf(columns, " %#x", pc)
		}
		fmt.Fprintln(columns)
		printStack(columns, r.Stack())
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Fprintf(columns, "\n# runtime.MemStats\n")
	for _, v := range []struct {
		name  string
		value any
	}{
		{"Alloc", m.Alloc}, {"TotalAlloc", m.TotalAlloc}, {"Sys", m.Sys}, {"Lookups", m.Lookups}, {"Mallocs", m.Mallocs}, {"Frees", m.Frees},
		{"HeapAlloc", m.HeapAlloc}, {"HeapSys", m.HeapSys}, {"HeapIdle", m.HeapIdle}, {"HeapInuse", m.HeapInuse},
		{"HeapReleased", m.HeapReleased}, {"HeapObjects", m.HeapObjects},
		{"Stack", fmt.Sprintf("%d / %d", m.StackInuse, m.StackSys)}, {"MSpan", fmt.Sprintf("%d / %d", m.MSpanInuse, m.MSpanSys)},
		{"MCache", fmt.Sprintf("%d / %d", m.MCacheInuse, m.MCacheSys)}, {"BuckHashSys", m.BuckHashSys}, {"GCSys", m.GCSys}, {"OtherSys", m.OtherSys},
		{"NextGC", m.NextGC}, {"LastGC", m.LastGC}, {"PauseNs", m.PauseNs}, {"PauseEnd", m.PauseEnd}, {"NumGC", m.NumGC},
		{"NumForcedGC", m.NumForcedGC}, {"GCCPUFraction", m.GCCPUFraction}, {"DebugGC", m.DebugGC},
	} {
		fmt.Fprintf(columns, "# %s = %v\n", v.name, v.value)
	}
	return columns.Flush()
}
