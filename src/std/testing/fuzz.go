package testing

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"time"
)

// An InternalFuzzTarget is a fuzz test and its name.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// An F is a fuzz test. Here it runs the seeds: those added and those in testdata/fuzz. New values are not made.
type F struct {
	common
	run    *run
	seeds  []seed
	fuzzed bool
}

// A seed is a list of arguments for a fuzz target.
type seed struct {
	name   string
	values []any
}

// Helper is TB's.
func (f *F) Helper() {
	f.notInFuzz("Helper")
	name := callerName(1)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.helpers == nil {
		f.helpers = map[string]bool{}
	}
	f.helpers[name] = true
}

// Fail is TB's.
func (f *F) Fail() {
	f.notInFuzz("Fail")
	f.common.Fail()
}

// Skipped is TB's.
func (f *F) Skipped() bool {
	f.notInFuzz("Skipped")
	return f.common.Skipped()
}

// fuzzable reports whether a fuzz target can have an argument of the type.
func fuzzable(t reflect.Type) bool {
	if t == nil || t.PkgPath() != "" {
		return false
	}
	switch t.Kind() {
	case reflect.Bool, reflect.String, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return true
	}
	return t == reflect.TypeFor[[]byte]()
}

// Add adds a seed.
func (f *F) Add(args ...any) {
	for _, arg := range args {
		if t := reflect.TypeOf(arg); !fuzzable(t) {
			panic(fmt.Sprintf("testing: unsupported type to Add %v", t))
		}
	}
	f.seeds = append(f.seeds, seed{fmt.Sprintf("seed#%d", len(f.seeds)), append([]any{}, args...)})
}

// Fuzz calls ff, a function of a *T and of values of the seeds' types, with each of the seeds.
func (f *F) Fuzz(ff any) {
	if f.fuzzed {
		panic("testing: F.Fuzz called more than once")
	}
	f.fuzzed = true
	if f.failed {
		return
	}
	f.Helper()
	target := reflect.ValueOf(ff)
	types := argumentTypes(target.Type())
	for _, s := range f.seeds {
		if err := checkSeed(s.values, types); err != nil {
			f.Fatal(err)
		}
	}
	stored, err := readSeeds(filepath.Join("testdata/fuzz", f.name), types)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range append(f.seeds, stored...) {
		name := f.name + "/" + filepath.Base(s.name)
		if _, ok, _ := f.run.match.fullName(nil, name); ok && !shouldFailFast() {
			f.try(name, target, s.values)
		}
	}
}

// argumentTypes are the types of a target's arguments behind the *T.
func argumentTypes(t reflect.Type) (types []reflect.Type) {
	if t.Kind() != reflect.Func {
		panic("testing: F.Fuzz must receive a function")
	}
	if t.NumIn() < 2 || t.In(0) != reflect.TypeFor[*T]() {
		panic("testing: fuzz target must receive at least two arguments, where the first argument is a *T")
	}
	if t.NumOut() != 0 {
		panic("testing: fuzz target must not return a value")
	}
	for i := 1; i < t.NumIn(); i++ {
		if !fuzzable(t.In(i)) {
			panic(fmt.Sprintf("testing: unsupported type for fuzzing %v", t.In(i)))
		}
		types = append(types, t.In(i))
	}
	return types
}

// try runs the target with one seed, as a test below.
func (f *F) try(name string, target reflect.Value, values []any) {
	t := below(&f.common, name, f.run, stack(), f.ctx)
	if t.verbose {
		announce(name, "=== RUN   "+name+"\n")
	}
	f.inFuzz = true
	go tRunner(t, func(t *T) {
		args := []reflect.Value{reflect.ValueOf(t)}
		for _, v := range values {
			args = append(args, reflect.ValueOf(v))
		}
		target.Call(args)
	})
	<-t.signal
	if t.verbose {
		backTo(f.name)
	}
	f.inFuzz = false
}

func runFuzzTests(deps testDeps, tests []InternalFuzzTarget, end time.Time) (ran, ok bool) {
	ok = true
	if len(tests) == 0 {
		return false, true
	}
	m := newMatcher(deps.MatchString, *match, "-test.run", *skip)
	for _, procs := range cpus {
		runtime.GOMAXPROCS(procs)
		for i := uint(0); i < *count && !shouldFailFast() && (i == 0 || ran); i++ {
			r := newRun(m, end)
			root := &common{w: os.Stdout, verbose: Verbose()}
			for _, test := range tests {
				if _, wanted, _ := m.fullName(nil, test.Name); !wanted || shouldFailFast() {
					continue
				}
				f := &F{run: r}
				f.signal, f.barrier = make(chan bool), make(chan bool)
				f.name, f.parent, f.level, f.verbose = test.Name, root, 1, root.verbose
				f.modulePath, f.importPath = deps.ModulePath(), deps.ImportPath()
				f.w = indenter{&f.common}
				f.out = &logWriter{c: &f.common}
				f.ctx, f.cancel = context.WithCancel(context.Background())
				if f.verbose {
					announce(f.name, "=== RUN   "+f.name+"\n")
				}
				go fRunner(f, test.Fn)
				<-f.signal
				if f.verbose {
					backTo("")
				}
				ok = ok && !f.Failed()
				ran = ran || f.ran
			}
		}
	}
	return ran, ok
}

// fRunner runs a fuzz test's function, then parallel tests below it, cleans up and reports.
func fRunner(f *F, fn func(*F)) {
	f.runner = callerName(0)
	defer func() {
		r := recover()
		f.mu.RLock()
		// Fuzz not called is no end that was asked for.
		if r == nil && !f.finished {
			r = errUnfinished
		}
		f.mu.RUnlock()
		if r != nil {
			f.common.Fail()
			if caught := f.cleanOrCatch(); caught != nil {
				f.Logf("cleanup panicked with %v", caught)
			}
			f.duration += time.Since(f.start)
			f.flush(fmt.Sprintf("--- FAIL: %s (%s)\n", f.name, seconds(f.duration)))
			panic(r)
		}
		f.duration += time.Since(f.start)
		if len(f.sub) > 0 {
			f.run.leave()
			close(f.barrier)
			for _, sub := range f.sub {
				<-sub.signal
			}
			start := time.Now()
			caught := f.cleanOrCatch()
			f.duration += time.Since(start)
			if caught != nil {
				panic(caught)
			}
			f.run.enter()
		}
		f.endLine()
		if f.Failed() {
			numFailed.Add(1)
		}
		f.report()
		f.mu.Lock()
		f.done = true
		f.mu.Unlock()
		f.setRan()
		f.signal <- true
	}()
	defer func() {
		if len(f.sub) == 0 {
			f.clean()
		}
	}()
	f.start = time.Now()
	fn(f)
	f.mu.Lock()
	f.finished = true
	f.mu.Unlock()
}
