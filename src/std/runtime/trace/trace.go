// Package trace would write Go's execution traces. gorun does not: `gorun run --trace FILE` records what goroutines do for a
// page of its own. Tasks, regions and messages cost next to nothing, as in Go where no trace is being written.
package trace

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"
)

var errUnsupported = errors.New("runtime/trace: gorun does not write execution traces of Go's format; `gorun run --trace out.html` shows what goroutines did")

// IsEnabled reports whether a trace is being written.
func IsEnabled() bool { return false }

// Start says that no trace will be written.
func Start(w io.Writer) error { return errUnsupported }

// Stop ends the trace, if there is one.
func Stop() {}

// A Task is work that may be done by several goroutines.
type Task struct{}

// NewTask makes a task, and a context for what belongs to it.
func NewTask(pctx context.Context, taskType string) (ctx context.Context, task *Task) {
	return context.WithValue(pctx, taskKey{}, taskType), &Task{}
}

type taskKey struct{}

// End ends the task.
func (t *Task) End() {}

// A Region is work of one goroutine.
type Region struct{}

// StartRegion begins a region.
func StartRegion(ctx context.Context, regionType string) *Region { return &Region{} }

// End ends the region.
func (r *Region) End() {}

// WithRegion calls fn in a region.
func WithRegion(ctx context.Context, regionType string, fn func()) {
	defer StartRegion(ctx, regionType).End()
	fn()
}

// Log adds a message to the trace, if there is one.
func Log(ctx context.Context, category, message string) {}

// Logf adds a message to the trace, if there is one.
func Logf(ctx context.Context, category, format string, args ...any) {}

// A FlightRecorderConfig says how much a FlightRecorder keeps.
type FlightRecorderConfig struct {
	MinAge   time.Duration
	MaxBytes uint64
}

// A FlightRecorder would keep the last moments of a trace.
type FlightRecorder struct {
	mu sync.Mutex
}

// NewFlightRecorder makes a recorder that does not run.
func NewFlightRecorder(cfg FlightRecorderConfig) *FlightRecorder { return &FlightRecorder{} }

// Start says that there are no traces.
func (fr *FlightRecorder) Start() error { return errUnsupported }

// Stop ends the recording.
func (fr *FlightRecorder) Stop() {}

// Enabled reports whether the recorder runs.
func (fr *FlightRecorder) Enabled() bool { return false }

// WriteTo writes what was kept: the recorder does not run.
func (fr *FlightRecorder) WriteTo(w io.Writer) (n int64, err error) {
	return 0, errors.New("cannot snapshot a disabled flight recorder")
}
