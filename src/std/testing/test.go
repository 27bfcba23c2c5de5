package testing

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// An InternalTest is a test and its name.
type InternalTest struct {
	Name string
	F    func(*T)
}

// A T is a test that runs.
type T struct {
	common
	notParallel bool // Setenv or the like was called
	run         *run
}

// A run is what the tests of one round share.
type run struct {
	match *matcher
	end   time.Time // when -timeout ends the program

	mu      sync.Mutex
	most    int // how many may run at once
	now     int // how many do
	waiting int
	turn    chan bool
}

func newRun(m *matcher, end time.Time) *run {
	// The sequential test counts as one.
	return &run{match: m, end: end, most: *parallel, now: 1, turn: make(chan bool)}
}

// enter waits until one more may run.
func (r *run) enter() {
	r.mu.Lock()
	if r.now < r.most {
		r.now++
		r.mu.Unlock()
		return
	}
	r.waiting++
	r.mu.Unlock()
	<-r.turn
}

// leave lets another run.
func (r *run) leave() {
	r.mu.Lock()
	if r.waiting == 0 {
		r.now--
		r.mu.Unlock()
		return
	}
	r.waiting--
	r.mu.Unlock()
	r.turn <- true
}

// parallelNow counts parallel tests that run, for AllocsPerRun.
var parallelNow atomic.Int64

const withParallel = `testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel`

// Parallel lets the test run beside other parallel ones. First, the test above it comes to its end.
func (t *T) Parallel() {
	switch {
	case t.isParallel:
		panic("testing: t.Parallel called multiple times")
	case t.bubble:
		panic("testing: t.Parallel called inside synctest bubble")
	case t.notParallel:
		panic(withParallel)
	case t.parent.barrier == nil:
		return
	}
	t.isParallel = true
	t.duration += time.Since(t.start)
	t.parent.sub = append(t.parent.sub, t)
	if t.verbose {
		announce(t.name, "=== PAUSE "+t.name+"\n")
	}
	running.Delete(t.name)
	t.signal <- true
	<-t.parent.barrier
	t.run.enter()
	parallelNow.Add(1)
	if t.verbose {
		announce(t.name, "=== CONT  "+t.name+"\n")
	}
	t.start = time.Now()
	running.Store(t.name, t.start)
}

// alone panics in a parallel test, and keeps others from becoming one.
func (t *T) alone() {
	for c := &t.common; c != nil; c = c.parent {
		if c.isParallel {
			panic(withParallel)
		}
	}
	t.notParallel = true
}

// Setenv sets a variable of the environment until the end. A parallel test cannot.
func (t *T) Setenv(key, value string) {
	t.alone()
	t.common.Setenv(key, value)
}

// Chdir changes the working directory until the end. A parallel test cannot.
func (t *T) Chdir(dir string) {
	t.alone()
	t.common.Chdir(dir)
}

// Deadline is when -timeout ends the program.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	if t.bubble {
		panic("testing: t.Deadline called inside synctest bubble")
	}
	return t.run.end, !t.run.end.IsZero()
}

// below makes a test below c.
func below(c *common, name string, r *run, creator []uintptr, ctx context.Context) *T {
	t := &T{run: r}
	t.barrier = make(chan bool)
	t.signal = make(chan bool, 1)
	t.name, t.parent, t.level, t.creator = name, c, c.level+1, creator
	t.modulePath, t.importPath, t.verbose = c.modulePath, c.importPath, c.verbose
	t.w = indenter{&t.common}
	t.out = &logWriter{c: &t.common}
	t.ctx, t.cancel = context.WithCancel(ctx)
	return t
}

// Run runs f as a test below t, and waits until it has ended or waits as a parallel one. It reports whether it has not failed so far.
func (t *T) Run(name string, f func(t *T)) bool {
	if t.bubble {
		panic("testing: t.Run called inside synctest bubble")
	}
	if t.inCleanup.Load() {
		panic("testing: t.Run called during t.Cleanup")
	}
	t.hasSub.Store(true)
	full, ok, _ := t.run.match.fullName(&t.common, name)
	if !ok || shouldFailFast() {
		return true
	}
	inner := below(&t.common, full, t.run, stack(), context.Background())
	if inner.verbose {
		announce(full, "=== RUN   "+full+"\n")
	}
	running.Store(full, time.Now())
	go tRunner(inner, f)
	if !<-inner.signal {
		// It ended this test, not itself.
		runtime.Goexit()
	}
	if t.verbose {
		backTo(t.name)
	}
	return !inner.failed
}

// inside runs f in the bubble of testing/synctest, which calls it, that the caller is in: to the user as t itself.
func inside(t *T, f func(*T)) bool {
	if t.inCleanup.Load() {
		panic("testing: synctest.Run called during t.Cleanup")
	}
	inner := below(&t.common, t.name, t.run, stack(), context.Background())
	inner.bubble = true
	go tRunner(inner, f)
	if !<-inner.signal {
		// It ended this test, not itself.
		runtime.Goexit()
	}
	return !inner.failed
}

var errUnfinished = errors.New("test executed panic(nil) or runtime.Goexit")

// tRunner runs f, then the parallel tests below it, cleans up and reports.
func tRunner(t *T, f func(t *T)) {
	t.runner = callerName(0)
	defer func() { t.conclude(recover()) }()
	defer func() {
		if len(t.sub) == 0 {
			t.clean()
		}
	}()
	t.resetRaces()
	t.start = time.Now()
	f(t)
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
}

// conclude is what comes after the test's function, which has panicked with r.
func (t *T) conclude(r any) {
	t.checkRaces()
	signal := true
	t.mu.RLock()
	finished := t.finished
	t.mu.RUnlock()
	if !finished && r == nil {
		r = errUnfinished
		for p := t.parent; p != nil; p = p.parent {
			p.mu.RLock()
			ended := p.finished
			p.mu.RUnlock()
			if ended {
				// FailNow of a test above was called in this one's goroutine.
				if !t.isParallel {
					t.Errorf("%v: subtest may have called FailNow on a parent test", r)
					r = nil
				}
				signal = false
				break
			}
		}
	}
	dying := false
	defer func() {
		if dying {
			return
		}
		if r != nil {
			panic(r)
		}
		running.Delete(t.name)
		if t.isParallel {
			parallelNow.Add(-1)
		}
		t.signal <- signal
	}()
	die := func(r any) {
		t.dying()
		dying = true
		panic(r)
	}
	if r != nil {
		die(r)
	}
	t.duration += time.Since(t.start)
	if len(t.sub) > 0 {
		t.run.leave()
		running.Delete(t.name)
		close(t.barrier)
		for _, sub := range t.sub {
			<-sub.signal
		}
		start := time.Now()
		running.Store(t.name, start)
		caught := t.cleanOrCatch()
		t.duration += time.Since(start)
		if caught != nil {
			die(caught)
		}
		if !t.isParallel {
			t.run.enter()
		}
	} else if t.isParallel {
		t.run.leave()
	}
	for c := &t.common; c.parent != nil; c = c.parent {
		c.endLine()
	}
	if t.Failed() {
		numFailed.Add(1)
	}
	if !t.bubble {
		t.report()
	}
	t.mu.Lock()
	t.done = true
	t.mu.Unlock()
	if t.parent != nil && !t.hasSub.Load() {
		t.setRan()
	}
}

// dying reports all tests from this one upwards as failed: a panic is about to end the program.
func (t *T) dying() {
	t.Fail()
	if r := t.cleanOrCatch(); r != nil {
		t.Logf("cleanup panicked with %v", r)
	}
	for c := &t.common; !c.bubble && c.parent != nil; c = c.parent {
		c.mu.Lock()
		c.duration += time.Since(c.start)
		took := c.duration
		c.mu.Unlock()
		c.endLine()
		c.flush(fmt.Sprintf("--- FAIL: %s (%s)\n", c.name, seconds(took)))
		if r := c.parent.cleanOrCatch(); r != nil {
			fmt.Fprintf(c.parent.w, "cleanup panicked with %v", r)
		}
	}
}

// report shows how it went, and its log.
func (c *common) report() {
	if c.parent == nil {
		return
	}
	word := "PASS"
	switch {
	case c.Failed():
		word = "FAIL"
	case !c.verbose:
		return
	case c.Skipped():
		word = "SKIP"
	}
	c.flush(fmt.Sprintf("--- %s: %s (%s)\n", word, c.name, seconds(c.duration)))
}

// RunTests runs tests, and reports whether all passed.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	var end time.Time
	if *timeout > 0 {
		end = time.Now().Add(*timeout)
	}
	ran, ok := runTests(onlyMatch(matchString), tests, end)
	if !ran && !haveExamples {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	return ok
}

func runTests(deps testDeps, tests []InternalTest, end time.Time) (ran, ok bool) {
	ok = true
	for _, procs := range cpus {
		runtime.GOMAXPROCS(procs)
		for i := uint(0); i < *count && !shouldFailFast() && (i == 0 || ran); i++ {
			root := &T{run: newRun(newMatcher(deps.MatchString, *match, "-test.run", *skip), end)}
			root.signal = make(chan bool, 1)
			root.barrier = make(chan bool)
			root.w = os.Stdout
			root.modulePath, root.importPath, root.verbose = deps.ModulePath(), deps.ImportPath(), Verbose()
			root.ctx, root.cancel = context.WithCancel(context.Background())
			tRunner(root, func(t *T) {
				for _, test := range tests {
					t.Run(test.Name, test.F)
				}
			})
			ok = ok && !root.Failed()
			ran = ran || root.ran
		}
	}
	return ran, ok
}
