// Package testing runs tests, benchmarks, examples and the seeds of fuzz tests, and says how they went, in the words
// of Go's command. gorun test writes the main function that calls MainStart.
package testing

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The flags, each as "test." and its name. They are nil until Init.
var (
	short        *bool
	failFast     *bool
	outputDir    *string
	artifacts    *bool
	count        *uint
	matchList    *string
	match        *string
	skip         *string
	panicOnExit0 *bool
	testLogFile  *string
	timeout      *time.Duration
	cpuFlag      *string
	parallel     *int
	shuffle      *string
	fullPath     *bool
	matchFuzz    *string
	matchBench   *string
	benchMem     *bool
	benchTime    = amount{d: time.Second}
	verbosity    verboseFlag
)

var initOnce sync.Once

// Init registers the flags. A test's main function has done so; Benchmark elsewhere needs it only for its flags.
func Init() { initOnce.Do(registerFlags) }

func registerFlags() {
	short = flag.Bool("test.short", false, "run smaller test suite to save time")
	failFast = flag.Bool("test.failfast", false, "do not start new tests after the first test failure")
	outputDir = flag.String("test.outputdir", "", "write profiles to `dir`")
	artifacts = flag.Bool("test.artifacts", false, "store test artifacts in test.,outputdir")
	flag.Var(&verbosity, "test.v", "verbose: print additional output")
	count = flag.Uint("test.count", 1, "run tests and benchmarks `n` times")
	matchList = flag.String("test.list", "", "list tests, examples, and benchmarks matching `regexp` then exit")
	match = flag.String("test.run", "", "run only tests and examples matching `regexp`")
	skip = flag.String("test.skip", "", "do not list or run tests matching `regexp`")
	testLogFile = flag.String("test.testlogfile", "", "write test action log to `file` (for use only by cmd/go)")
	panicOnExit0 = flag.Bool("test.paniconexit0", false, "panic on call to os.Exit(0)")
	timeout = flag.Duration("test.timeout", 0, "panic test binary after duration `d` (default 0, timeout disabled)")
	cpuFlag = flag.String("test.cpu", "", "comma-separated `list` of cpu counts to run each test with")
	parallel = flag.Int("test.parallel", runtime.GOMAXPROCS(0), "run at most `n` tests in parallel")
	shuffle = flag.String("test.shuffle", "off", "randomize the execution order of tests and benchmarks")
	fullPath = flag.Bool("test.fullpath", false, "show full file names in error messages")
	matchBench = flag.String("test.bench", "", "run only benchmarks matching `regexp`")
	benchMem = flag.Bool("test.benchmem", false, "print memory allocations for benchmarks")
	flag.Var(&benchTime, "test.benchtime", "run each benchmark for duration `d` or N times if `d` is of the form Nx")
	matchFuzz = flag.String("test.fuzz", "", "run the fuzz test matching `regexp`")
	flag.Var(new(amount), "test.fuzztime", "time to spend fuzzing; default is to run indefinitely")
	flag.Var(&amount{d: time.Minute, zero: true}, "test.fuzzminimizetime", "time to spend minimizing a value after finding a failing input")
}

// An amount is a duration, or a number of times: 1s, 100x.
type amount struct {
	d    time.Duration
	n    int
	zero bool // 0 is one too
}

func (a *amount) String() string {
	if a.n > 0 {
		return strconv.Itoa(a.n) + "x"
	}
	return a.d.String()
}

func (a *amount) Set(s string) error {
	least := 1
	if a.zero {
		least = 0
	}
	if times, ok := strings.CutSuffix(s, "x"); ok {
		n, err := strconv.Atoi(times)
		if err != nil || n < least {
			return fmt.Errorf("invalid count")
		}
		a.n, a.d = n, 0
		return nil
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < time.Duration(least) {
		return fmt.Errorf("invalid duration")
	}
	a.n, a.d = 0, d
	return nil
}

// verboseFlag is -v: on, off, or with marks for a program that reads the output.
type verboseFlag struct{ on, marked bool }

func (*verboseFlag) IsBoolFlag() bool { return true }

func (v *verboseFlag) Set(s string) error {
	switch s {
	case "true", "false", "test2json":
		v.on = s != "false"
		v.marked = s == "test2json"
		return nil
	}
	return fmt.Errorf("invalid flag -test.v=%s", s)
}

func (v *verboseFlag) Get() any {
	if v.marked {
		return "test2json"
	}
	return v.on
}

func (v *verboseFlag) String() string {
	if v.marked {
		return "test2json"
	}
	return strconv.FormatBool(v.on)
}

// Short reports whether -test.short is set.
func Short() bool {
	switch {
	case short == nil:
		panic("testing: Short called before Init")
	case !flag.Parsed():
		panic("testing: Short called before Parse")
	}
	return *short
}

// Verbose reports whether -test.v is set.
func Verbose() bool {
	if !flag.Parsed() {
		panic("testing: Verbose called before Parse")
	}
	return verbosity.on
}

// isTest says that the program is one that gorun test wrote.
var isTest bool

// Testing reports whether the program is a test.
func Testing() bool { return isTest }

// CoverMode is "": coverage is not measured.
func CoverMode() string { return "" }

// Coverage is what part of the code has run; 0 as it is not measured.
func Coverage() float64 { return 0 }

// A CoverBlock is a block of statements whose runs are counted.
type CoverBlock struct {
	Line0 uint32
	Col0  uint16
	Line1 uint32
	Col1  uint16
	Stmts uint16
}

// A Cover is what is known of coverage.
type Cover struct {
	Mode            string
	Counters        map[string][]uint32
	Blocks          map[string][]CoverBlock
	CoveredPackages string
}

// RegisterCover was for programs that count for themselves; as in Go, nothing comes of it any more.
func RegisterCover(c Cover) {}

// numFailed counts tests that failed, for -failfast.
var numFailed atomic.Uint32

func shouldFailFast() bool { return failFast != nil && *failFast && numFailed.Load() > 0 }

// running are the tests that run now, with their start, for the report of a timeout.
var running sync.Map

// cpus are the settings of GOMAXPROCS that all is run with.
var cpus []int

func parseCPUs() {
	for _, one := range strings.Split(*cpuFlag, ",") {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		n, err := strconv.Atoi(one)
		if err != nil || n <= 0 {
			fmt.Fprintf(os.Stderr, "testing: invalid value %q for -test.cpu\n", one)
			os.Exit(1)
		}
		cpus = append(cpus, n)
	}
	if len(cpus) == 0 {
		cpus = []int{runtime.GOMAXPROCS(0)}
	}
}
