package testing

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

// TB is what T, B and F have in common.
type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Chdir(dir string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
	Context() context.Context
	Output() io.Writer

	// Only this package's types have it: methods can be added.
	private()
}

// common is the state of a test, a benchmark or a fuzz test. mu guards what other goroutines of the test may ask for.
type common struct {
	races    atomic.Int64 // races found when it began
	mu       sync.RWMutex
	output   []byte // what it and those below it have written and nobody has shown yet
	ran      bool
	failed   bool
	skipped  bool
	finished bool // its function came to its end, or to FailNow or SkipNow
	done     bool // it and all below it have ended
	helpers  map[string]bool
	cleanups []cleanup
	cleaning *cleanup // the one that runs
	inFuzz   bool     // the fuzz target runs

	w       io.Writer // what those below it write to
	out     *logWriter
	verbose bool
	bench   bool
	bubble  bool // the inside of a synctest bubble: to the user, it is its parent
	runner  string

	parent     *common
	level      int
	creator    []uintptr // the stack of the call of Run
	name       string
	modulePath string
	importPath string
	start      time.Time
	duration   time.Duration
	hasSub     atomic.Bool
	inCleanup  atomic.Bool
	isParallel bool
	barrier    chan bool // closed when the parallel tests below may go on; nil where there can be none
	signal     chan bool // sent to when it has ended, or waits as a parallel test
	sub        []*T      // parallel tests that wait

	tempMu  sync.Mutex
	tempDir string
	tempErr error
	tempSeq int

	artifactOnce sync.Once
	artifactDir  string
	artifactErr  error

	ctx    context.Context
	cancel context.CancelFunc
}

// A cleanup is a function to call at the end, with the stack of the call that registered it.
type cleanup struct {
	f       func()
	creator []uintptr
}

func (c *common) private() {}

// notInFuzz panics where the test's own method is called by its fuzz target.
func (c *common) notInFuzz(method string) {
	if c.inFuzz {
		panic(fmt.Sprintf("testing: f.%s was called inside the fuzz target, use t.%s instead", method, method))
	}
}

// Name is the name, with those of the tests above it.
func (c *common) Name() string { return c.name }

func (c *common) setRan() {
	for ; c != nil; c = c.parent {
		c.mu.Lock()
		c.ran = true
		c.mu.Unlock()
	}
}

// Fail says that it failed, and goes on.
func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
}

// Failed reports whether it failed.
func (c *common) Failed() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.failed
}

// FailNow says that it failed, and ends the goroutine.
func (c *common) FailNow() {
	c.notInFuzz("FailNow")
	c.Fail()
	c.end(false)
}

// end ends the goroutine, as a test may.
func (c *common) end(skipped bool) {
	c.mu.Lock()
	c.skipped = c.skipped || skipped
	c.finished = true
	c.mu.Unlock()
	runtime.Goexit()
}

// Skipped reports whether it was skipped.
func (c *common) Skipped() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.skipped
}

// SkipNow says that it was skipped, and ends the goroutine.
func (c *common) SkipNow() {
	c.notInFuzz("SkipNow")
	c.end(true)
}

// Helper says that the calling function is not where log lines come from.
func (c *common) Helper() {
	if c.bubble {
		c = c.parent
	}
	name := callerName(1)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.helpers == nil {
		c.helpers = map[string]bool{}
	}
	c.helpers[name] = true
}

// callerName is the name of the calling function, of those skip further up.
func callerName(skip int) string {
	var pc [1]uintptr
	if runtime.Callers(skip+2, pc[:]) == 0 {
		panic("testing: zero callers found")
	}
	f, _ := runtime.CallersFrames(pc[:]).Next()
	return f.Function
}

// stack is the calling function's caller and those above it.
func stack() []uintptr {
	var pcs [50]uintptr
	return pcs[:runtime.Callers(3, pcs[:])]
}

// where is the place in the user's code that a log line is from: the nearest function that is no helper. From a
// cleanup the way leads to the call of Cleanup, from a test's first function to the call of Run.
func (c *common) where(skip int) string {
	f := c.caller(skip + 1)
	file := f.File
	if file == "" {
		file = "???"
	} else if fullPath == nil || !*fullPath {
		file = filepath.Base(file)
	}
	return fmt.Sprintf("%s:%d: ", file, max(f.Line, 1))
}

func (c *common) caller(skip int) runtime.Frame {
	var pcs [50]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(skip+2, pcs[:])])
	var first, previous runtime.Frame
	iterator := false // what comes next is the iterator that has called a loop's body
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		if iterator {
			iterator, previous = false, f
			continue
		}
		function, isBody := loopsFunction(f.Function)
		c.mu.Lock()
		cleaning, helper := c.cleaning, c.helpers[function]
		c.mu.Unlock()
		switch {
		case f.Function == "runtime.gopanic":
			continue
		case cleaning != nil && f.Function == "testing.(*common).cleanOne":
			frames, more = runtime.CallersFrames(cleaning.creator), true
			continue
		}
		if first.PC == 0 {
			first = f
		}
		if f.Function == c.runner {
			if c.level <= 1 {
				return previous
			}
			frames, more = runtime.CallersFrames(c.creator), true
			c = c.parent
			continue
		}
		if !helper {
			return f
		}
		iterator, previous = isBody, f
	}
	return first
}

// loopsFunction is the name of the function that has the loop whose body a function is ("f-range1": a loop over an iterator in f).
func loopsFunction(name string) (function string, isBody bool) {
	function = strings.TrimRight(name, "0123456789")
	if function == name {
		return name, false
	}
	function, isBody = strings.CutSuffix(function, "-range")
	if !isBody {
		return name, false
	}
	return function, true
}

// logTo is the test that takes log lines now: this one, or if it has ended the nearest above it that has not.
func (c *common) logTo() *common {
	for at := c; at != nil; at = at.parent {
		at.mu.Lock()
		takes := !at.done && !at.bubble
		at.mu.Unlock()
		if takes {
			return at
		}
	}
	return nil
}

func (c *common) log(text string, isError bool) {
	text = strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n"+indent) + "\n"
	to := c.logTo()
	if to == nil {
		panic("Log in goroutine after " + c.name + " has completed: " + text)
	}
	text = to.where(2) + text
	to.endLine()
	if to.out != nil {
		to.out.write([]byte(text), isError)
	}
}

// Log writes a line to the log, which is shown if the test fails, or with -v.
func (c *common) Log(args ...any) {
	c.notInFuzz("Log")
	c.log(fmt.Sprintln(args...), false)
}

// Logf is Log of what fmt.Sprintf makes.
func (c *common) Logf(format string, args ...any) {
	c.notInFuzz("Logf")
	c.log(fmt.Sprintf(format, args...), false)
}

// Error is Log and Fail.
func (c *common) Error(args ...any) {
	c.notInFuzz("Error")
	c.log(fmt.Sprintln(args...), true)
	c.Fail()
}

// Errorf is Logf and Fail.
func (c *common) Errorf(format string, args ...any) {
	c.notInFuzz("Errorf")
	c.log(fmt.Sprintf(format, args...), true)
	c.Fail()
}

// Fatal is Log and FailNow.
func (c *common) Fatal(args ...any) {
	c.notInFuzz("Fatal")
	c.log(fmt.Sprintln(args...), true)
	c.FailNow()
}

// Fatalf is Logf and FailNow.
func (c *common) Fatalf(format string, args ...any) {
	c.notInFuzz("Fatalf")
	c.log(fmt.Sprintf(format, args...), true)
	c.FailNow()
}

// Skip is Log and SkipNow.
func (c *common) Skip(args ...any) {
	c.notInFuzz("Skip")
	c.log(fmt.Sprintln(args...), false)
	c.SkipNow()
}

// Skipf is Logf and SkipNow.
func (c *common) Skipf(format string, args ...any) {
	c.notInFuzz("Skipf")
	c.log(fmt.Sprintf(format, args...), false)
	c.SkipNow()
}

// Output is a writer to the log, without places.
func (c *common) Output() io.Writer {
	c.notInFuzz("Output")
	to := c.logTo()
	if to == nil {
		panic("Output called after " + c.name + " has completed")
	}
	return to.out
}

// Attr writes a key and a value for programs that read what -v shows.
func (c *common) Attr(key, value string) {
	switch {
	case strings.ContainsFunc(key, unicode.IsSpace):
		c.Errorf("disallowed whitespace in attribute key %q", key)
	case strings.ContainsAny(value, "\r\n"):
		c.Errorf("disallowed newline in attribute value %q", value)
	case c.verbose:
		announce(c.name, fmt.Sprintf("=== ATTR  %s %v %v\n", c.name, key, value))
	}
}

// Context is canceled just before the cleanups are called.
func (c *common) Context() context.Context {
	c.notInFuzz("Context")
	return c.ctx
}

// Cleanup has f called when the test and all below it have ended, the last f first.
func (c *common) Cleanup(f func()) {
	c.notInFuzz("Cleanup")
	one := cleanup{f, stack()}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cleanups = append(c.cleanups, one)
}

func (c *common) cleanOne(one *cleanup) {
	c.mu.Lock()
	c.cleaning = one
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		c.cleaning = nil
		c.mu.Unlock()
	}()
	one.f()
}

// clean calls the cleanups. One that panics or ends its goroutine does not keep the others from being called.
func (c *common) clean() {
	c.inCleanup.Store(true)
	defer c.inCleanup.Store(false)
	defer func() {
		c.mu.Lock()
		left := len(c.cleanups) > 0
		c.mu.Unlock()
		if left {
			c.clean()
		}
	}()
	if c.cancel != nil {
		c.cancel()
	}
	for {
		c.mu.Lock()
		n := len(c.cleanups)
		if n == 0 {
			c.mu.Unlock()
			return
		}
		one := c.cleanups[n-1]
		c.cleanups = c.cleanups[:n-1]
		c.mu.Unlock()
		c.cleanOne(&one)
	}
}

// cleanOrCatch is clean, with what it panicked with as its result.
func (c *common) cleanOrCatch() (caught any) {
	defer func() { caught = recover() }()
	c.clean()
	return nil
}
