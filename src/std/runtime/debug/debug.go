// Package debug has knobs of the runtime, and tracebacks.
package debug

import (
	"os"
	"runtime"
	"slices"
	"syscall"
	"time"
	_ "unsafe" // for go:linkname
)

// SetGCPercent sets how much the heap may grow before the next collection, in percent of what is live; negative turns the collector off.
// It returns the setting before.
func SetGCPercent(percent int) int

// SetMemoryLimit sets the soft limit of memory in bytes, unless limit is negative, and returns the limit before.
func SetMemoryLimit(limit int64) int64

// FreeOSMemory runs a collection and gives as much memory as possible back to the system.
func FreeOSMemory() {
	runtime.GC()
	releaseFree()
}

// WriteHeapDump writes the heap to a file, in the format that Go's runtime has for that ("go1.7 heap dump"): objects with
// the places of their pointers, goroutines, and what leads to objects. Nothing else runs meanwhile.
func WriteHeapDump(fd uintptr) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats := []uint64{m.Alloc, m.TotalAlloc, m.Sys, m.Lookups, m.Mallocs, m.Frees, m.HeapAlloc, m.HeapSys, m.HeapIdle, m.HeapInuse, m.HeapReleased,
		m.HeapObjects, m.StackInuse, m.StackSys, m.MSpanInuse, m.MSpanSys, m.MCacheInuse, m.MCacheSys, m.BuckHashSys, m.GCSys, m.OtherSys, m.NextGC,
		m.LastGC, m.PauseTotalNs}
	stats = append(append(stats, m.PauseNs[:]...), uint64(m.NumGC))
	writeHeapDump(uint64(fd), runtime.GOARCH, runtime.Version(), runtime.NumCPU(), stats)
}

func writeHeapDump(fd uint64, architecture, version string, processors int, stats []uint64)

// releaseFree gives the free memory of the heap, and of what gorun itself has freed, back to the system.
func releaseFree()

// SetMaxStack sets how large the stack of a goroutine may become before the program ends, in bytes; it returns the setting before. gorun's frames are
// not as large as Go's: of a recursion more calls fit.
func SetMaxStack(bytes int) int

// SetMaxThreads sets how many threads the program may have before it ends; it returns the setting before.
func SetMaxThreads(threads int) int

// SetPanicOnFault says whether the calling goroutine panics where it touches memory that cannot be touched, at addresses other than nil, such as files it has
// mapped; without, the program ends. It returns the setting before. The panic's value is a runtime.Error with a method Addr() uintptr. In programs that call it
// all that touches memory takes longer, since the memory is looked at first; with -race that is done for instructions only that are looked at for races.
func SetPanicOnFault(enabled bool) bool { return setPanicOnFault(enabled, faultError()) }

func setPanicOnFault(enabled bool, error any) bool

//go:linkname faultError runtime.faultError
func faultError() any

// SetTraceback sets how much crashes print, as GOTRACEBACK does, which it does not go below.
func SetTraceback(level string)

// Stack is a traceback of the calling goroutine.
func Stack() []byte {
	buf := make([]byte, 1024)
	for {
		n := runtime.Stack(buf, false)
		if n < len(buf) {
			return buf[:n]
		}
		buf = make([]byte, 2*len(buf))
	}
}

// PrintStack writes the traceback to standard error.
func PrintStack() { os.Stderr.Write(Stack()) }

// CrashOptions has nothing to choose yet.
type CrashOptions struct{}

func setCrashOutput(fd int) (errno int)

// SetCrashOutput makes crashes be written to f as well; nil: no longer. f may be closed then.
func SetCrashOutput(f *os.File, opts CrashOptions) error {
	fd := -1
	if f != nil {
		fd = int(f.Fd())
		if fd < 0 {
			return syscall.EBADF
		}
	}
	if errno := setCrashOutput(fd); errno != 0 {
		return syscall.Errno(errno)
	}
	return nil
}

// GCStats says what the collector has done.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration
}

// ReadGCStats fills in stats.
func ReadGCStats(stats *GCStats) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats.NumGC = int64(m.NumGC)
	stats.PauseTotal = time.Duration(m.PauseTotalNs)
	stats.Pause, stats.PauseEnd = stats.Pause[:0], stats.PauseEnd[:0]
	if m.NumGC > 0 {
		stats.LastGC = time.Unix(0, int64(m.LastGC))
	}
	n := int(m.NumGC)
	for i := n; i > 0 && n-i < len(m.PauseNs); i-- {
		at := (i + 255) % 256
		stats.Pause = append(stats.Pause, time.Duration(m.PauseNs[at]))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, int64(m.PauseEnd[at])))
	}
	// The shortest, the longest, and what lies at equal distances between.
	if parts := len(stats.PauseQuantiles) - 1; parts >= 0 {
		clear(stats.PauseQuantiles)
		if sorted := slices.Sorted(slices.Values(stats.Pause)); len(sorted) > 0 {
			for i := range parts {
				stats.PauseQuantiles[i] = sorted[len(sorted)*i/parts]
			}
			stats.PauseQuantiles[parts] = sorted[len(sorted)-1]
		}
	}
}
