package testing

import (
	"flag"
	"fmt"
	"internal/exithook"
	"math/rand"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

// testDeps is what a test's main function knows and this package does not.
type testDeps interface {
	ImportPath() string
	ModulePath() string
	MatchString(pat, str string) (bool, error)
}

// codeKeeper is what gorun test's dependencies are beyond Go's: told what Run has found, for a TestMain that does not exit by itself.
type codeKeeper interface {
	SetExitCode(code int)
}

// onlyMatch stands for the dependencies of a program that brings nothing but a matcher.
type onlyMatch func(pat, str string) (bool, error)

func (f onlyMatch) ImportPath() string                        { return "" }
func (f onlyMatch) ModulePath() string                        { return "" }
func (f onlyMatch) MatchString(pat, str string) (bool, error) { return f(pat, str) }

// An M is all tests of a package, as TestMain gets them.
type M struct {
	deps       testDeps
	tests      []InternalTest
	benchmarks []InternalBenchmark
	fuzz       []InternalFuzzTarget
	examples   []InternalExample
	alarm      *time.Timer
}

// MainStart is called by the main function that gorun test writes.
func MainStart(deps testDeps, tests []InternalTest, benchmarks []InternalBenchmark, fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	Init()
	if _, ok := deps.(codeKeeper); ok {
		isTest = true
	}
	return &M{deps: deps, tests: tests, benchmarks: benchmarks, fuzz: fuzzTargets, examples: examples}
}

// Main is MainStart of old, and runs.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	os.Exit(MainStart(onlyMatch(matchString), tests, benchmarks, nil, examples).Run())
}

// Run runs all that the flags ask for. The result is for os.Exit.
func (m *M) Run() (code int) {
	if keeper, ok := m.deps.(codeKeeper); ok {
		defer func() { keeper.SetExitCode(code) }()
	}
	if !flag.Parsed() {
		flag.Parse()
	}
	if verbosity.marked {
		// What reads the marks wants one stream.
		os.Stderr = os.Stdout
	}
	if *parallel < 1 {
		fmt.Fprintln(os.Stderr, "testing: -parallel can only be given a positive integer")
		flag.Usage()
		return 2
	}
	if *matchList != "" {
		m.list()
		return 0
	}
	if !m.shuffle() {
		return 2
	}
	parseCPUs()
	if !m.makeArtifacts() {
		return 2
	}
	if *panicOnExit0 {
		exithook.Before = func(code int) {
			if code == 0 {
				panic("unexpected call to os.Exit(0) during test")
			}
		}
		defer func() { exithook.Before = nil }()
	}
	if *testLogFile != "" {
		close := startTestLog(*testLogFile)
		defer close()
	}
	end := m.startAlarm()
	haveExamples = len(m.examples) > 0
	ran, ok := runTests(m.deps, m.tests, end)
	fuzzRan, fuzzOK := runFuzzTests(m.deps, m.fuzz, end)
	examplesRan, examplesOK := runExamples(m.deps.MatchString, m.examples)
	if m.alarm != nil {
		m.alarm.Stop()
	}
	if !ran && !fuzzRan && !examplesRan && *matchBench == "" && *matchFuzz == "" {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	if !ok || !fuzzOK || !examplesOK || !runBenchmarks(m.deps.ImportPath(), m.deps.MatchString, m.benchmarks) {
		fmt.Print(mark(), "FAIL\n")
		return 1
	}
	fmt.Print(mark(), "PASS\n")
	return 0
}

// haveExamples is for RunTests, which does not complain where others have something to run.
var haveExamples bool

func (m *M) list() {
	if _, err := m.deps.MatchString(*matchList, "non-empty"); err != nil {
		fmt.Fprintf(os.Stderr, "testing: invalid regexp in -test.list (%q): %s\n", *matchList, err)
		os.Exit(1)
	}
	show := func(name string) {
		if ok, _ := m.deps.MatchString(*matchList, name); ok {
			fmt.Println(name)
		}
	}
	for _, t := range m.tests {
		show(t.Name)
	}
	for _, b := range m.benchmarks {
		show(b.Name)
	}
	for _, f := range m.fuzz {
		show(f.Name)
	}
	for _, e := range m.examples {
		show(e.Name)
	}
}

// shuffle orders tests and benchmarks as -test.shuffle says; false if it says nothing that is known.
func (m *M) shuffle() bool {
	seed := time.Now().UnixNano()
	switch *shuffle {
	case "off":
		return true
	case "on":
	default:
		var err error
		if seed, err = strconv.ParseInt(*shuffle, 10, 64); err != nil {
			fmt.Fprintln(os.Stderr, `testing: -shuffle should be "off", "on", or a valid integer:`, err)
			return false
		}
	}
	fmt.Println("-test.shuffle", seed)
	random := rand.New(rand.NewSource(seed))
	random.Shuffle(len(m.tests), func(i, j int) { m.tests[i], m.tests[j] = m.tests[j], m.tests[i] })
	random.Shuffle(len(m.benchmarks), func(i, j int) { m.benchmarks[i], m.benchmarks[j] = m.benchmarks[j], m.benchmarks[i] })
	return true
}

// artifactRoot is where ArtifactDir makes its folders, with -test.artifacts.
var artifactRoot string

func (m *M) makeArtifacts() bool {
	if !*artifacts {
		return true
	}
	dir, err := filepath.Abs(filepath.Join(*outputDir, "_artifacts"))
	if err != nil {
		fmt.Fprintf(os.Stderr, "testing: cannot make -test.outputdir absolute: %v\n", err)
		return false
	}
	if err := os.Mkdir(dir, 0o777); err != nil && !os.IsExist(err) {
		fmt.Fprintf(os.Stderr, "testing: %v\n", err)
		return false
	}
	artifactRoot = dir
	return true
}

// startAlarm has the program panic when its time is up. The result is when that is.
func (m *M) startAlarm() (end time.Time) {
	if *timeout <= 0 {
		return time.Time{}
	}
	end = time.Now().Add(*timeout)
	m.alarm = time.AfterFunc(*timeout, func() {
		exithook.Before = nil
		debug.SetTraceback("all")
		text := fmt.Sprintf("test timed out after %v", *timeout)
		var names []string
		running.Range(func(name, start any) bool {
			took := time.Since(start.(time.Time)).Round(time.Second)
			names = append(names, fmt.Sprintf("\n\t%s (%v)", name, took))
			return true
		})
		if len(names) > 0 {
			slices.Sort(names)
			text += "\nrunning tests:" + strings.Join(names, "")
		}
		panic(text)
	})
	return end
}
