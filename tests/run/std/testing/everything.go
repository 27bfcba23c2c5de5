// Package testing used by a program: tests, benchmarks, fuzz targets and examples run through Main and MainStart.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// deps is what a test binary hands to MainStart.
type deps struct{}

type corpusEntry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}

func (deps) ImportPath() string                          { return "example" }
func (deps) MatchString(pat, str string) (bool, error)   { return strings.Contains(str, pat), nil }
func (deps) SetPanicOnExit0(bool)                        {}
func (deps) StartCPUProfile(io.Writer) error             { return nil }
func (deps) StopCPUProfile()                             {}
func (deps) StartTestLog(io.Writer)                      {}
func (deps) StopTestLog() error                          { return nil }
func (deps) WriteProfileTo(string, io.Writer, int) error { return nil }
func (deps) CoordinateFuzzing(time.Duration, int64, time.Duration, int64, int, []corpusEntry, []reflect.Type, string, string) error {
	return nil
}
func (deps) RunFuzzWorker(func(corpusEntry) error) error              { return nil }
func (deps) ReadCorpus(string, []reflect.Type) ([]corpusEntry, error) { return nil, nil }
func (deps) CheckCorpus([]any, []reflect.Type) error                  { return nil }
func (deps) ResetCoverage()                                           {}
func (deps) SnapshotCoverage()                                        {}
func (deps) ModulePath() string                                       { return "example" }
func (deps) InitRuntimeCoverage() (string, func(string, string) (string, error), func() float64) {
	return "", nil, nil
}

// common does with any TB what all of them can do.
func common(tb testing.TB) {
	tb.Helper()
	fmt.Println(tb.Name(), tb.Failed(), tb.Skipped(), tb.Context().Err())
	dir := tb.TempDir()
	other := tb.TempDir()
	fmt.Println(filepath.IsAbs(dir), dir != other)
	tb.Setenv("TESTING_SET", "yes")
	tb.Chdir(dir)
	tb.Log("log", 1)
	tb.Logf("logf %d", 2)
	fmt.Fprintln(tb.Output(), "output")
	tb.Attr("key", "value")
	tb.Cleanup(func() { fmt.Println("cleanup of", tb.Name(), tb.Context().Err()) })
	if tb.ArtifactDir() == "" {
		fmt.Println("no artifact directory")
	}
}

var tests = []testing.InternalTest{
	{Name: "TestCommon", F: func(t *testing.T) { common(t) }},
	{Name: "TestOwn", F: func(t *testing.T) {
		fmt.Println(t.Name(), testing.Testing(), testing.Short(), testing.Verbose(), testing.CoverMode() == "", testing.Coverage())
		deadline, has := t.Deadline()
		fmt.Println(deadline.IsZero() != has)
		fmt.Println(t.Run("sub", func(t *testing.T) { fmt.Println(t.Name()) }), t.Run("sub", func(t *testing.T) { fmt.Println(t.Name()) }), t.Run("with space", func(t *testing.T) { fmt.Println(t.Name()) }))
		t.Run("skips", func(t *testing.T) {
			t.Run("Skip", func(t *testing.T) { t.Skip("why") })
			t.Run("Skipf", func(t *testing.T) { t.Skipf("why %d", 2) })
			t.Run("SkipNow", func(t *testing.T) { t.Cleanup(func() { fmt.Println(t.Skipped()) }); t.SkipNow() })
		})
		t.Helper()
		t.Log("a")
		t.Logf("%s", "b")
		fmt.Fprint(t.Output(), "half a line")
		t.Attr("k", "v")
		t.Setenv("X", "1")
		t.Chdir(t.TempDir())
		t.Cleanup(func() { fmt.Println("last") })
		t.Cleanup(func() { fmt.Println("first", t.Context().Err()) })
		fmt.Println(t.Context().Err(), t.ArtifactDir() != "", t.Failed(), t.Skipped())
	}},
	{Name: "TestParallel", F: func(t *testing.T) {
		var n atomic.Int32
		t.Run("group", func(t *testing.T) {
			for range 3 {
				t.Run("p", func(t *testing.T) { t.Parallel(); n.Add(1) })
			}
			fmt.Println("parallel ones wait:", n.Load())
		})
		fmt.Println("then run:", n.Load())
	}},
	{Name: "TestPanics", F: func(t *testing.T) {
		for _, f := range []func(){func() { t.Setenv("A\x00", "b") }, func() { t.Attr("a b", "c") }, func() { t.Attr("a", "c\nd") }} {
			func() {
				defer func() { fmt.Println("recovered", recover() != nil) }()
				if len(os.Args) > 5 {
					f()
				}
			}()
		}
	}},
}

var failing = []testing.InternalTest{
	{Name: "FailsError", F: func(t *testing.T) { t.Error("an", "error"); t.Errorf("%d", 5); fmt.Println("goes on", t.Failed()) }},
	{Name: "FailsFatal", F: func(t *testing.T) { defer fmt.Println("deferred"); t.Fatal("stop"); fmt.Println("never") }},
	{Name: "FailsFatalf", F: func(t *testing.T) { t.Fatalf("stop %d", 1) }},
	{Name: "FailsFail", F: func(t *testing.T) { t.Fail() }},
	{Name: "FailsFailNow", F: func(t *testing.T) { t.FailNow() }},
	{Name: "FailsBelow", F: func(t *testing.T) {
		fmt.Println(t.Run("a", func(t *testing.T) { var tb testing.TB = t; tb.Fail(); tb.Error("x"); tb.Errorf("y"); tb.Fatalf("z") }))
		fmt.Println(t.Run("b", func(t *testing.T) { var tb testing.TB = t; tb.Skipf("s") }), t.Run("c", func(t *testing.T) { var tb testing.TB = t; tb.SkipNow() }))
		fmt.Println(t.Run("d", func(t *testing.T) { var tb testing.TB = t; tb.Skip() }), t.Run("e", func(t *testing.T) { var tb testing.TB = t; tb.FailNow() }), t.Run("f", func(t *testing.T) { var tb testing.TB = t; tb.Fatal("g") }))
	}},
}

func benchmarks() {
	var rounds int
	var result testing.BenchmarkResult = testing.Benchmark(func(b *testing.B) {
		b.SetBytes(100)
		b.ReportAllocs()
		b.StopTimer()
		b.ResetTimer()
		b.StartTimer()
		rounds++
		for range b.N {
			time.Sleep(10 * time.Microsecond)
		}
		b.ReportMetric(7, "things/op")
		fmt.Fprint(io.Discard, b.Elapsed())
	})
	fmt.Println(rounds > 0, result.N > 0, result.T > 0, result.Bytes, result.NsPerOp() >= 10000, result.MemAllocs < 1<<40, result.MemBytes < 1<<40, result.AllocsPerOp() >= 0, result.AllocedBytesPerOp() >= 0, result.Extra["things/op"])
	fixed := testing.BenchmarkResult{N: 1000, T: 3 * time.Millisecond, Bytes: 500, MemAllocs: 2500, MemBytes: 64000, Extra: map[string]float64{"x/op": 1.5}}
	fmt.Println(fixed.String(), fixed.MemString(), fixed.NsPerOp(), fixed.AllocsPerOp(), fixed.AllocedBytesPerOp())
	fmt.Println(testing.BenchmarkResult{}, testing.BenchmarkResult{N: 3, T: time.Second})
	loops := 0
	testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			loops++
		}
		fmt.Fprint(io.Discard, b.N)
	})
	fmt.Println(loops > 1)
	var shared atomic.Int64
	testing.Benchmark(func(b *testing.B) {
		shared.Store(0)
		b.SetParallelism(2)
		b.RunParallel(func(p *testing.PB) {
			var pb *testing.PB = p
			for pb.Next() {
				shared.Add(1)
			}
		})
		if shared.Load() != int64(b.N) {
			fmt.Println("lost some")
		}
	})
	failed := testing.Benchmark(func(b *testing.B) {
		common(b)
		b.Helper()
		b.Setenv("Y", "2")
		b.Chdir(b.TempDir())
		b.Attr("k", "v")
		b.Cleanup(func() {})
		fmt.Println(b.Name() == "", b.Context().Err(), b.Failed(), b.Skipped(), b.ArtifactDir() != "", b.Run("sub", func(b *testing.B) {}))
		fmt.Fprintln(b.Output(), "x")
		b.Log("l")
		b.Logf("%d", 1)
		b.Error("e")
		b.Errorf("%d", 2)
		b.Fail()
		b.FailNow()
	})
	fmt.Println(failed.N)
	for _, f := range []func(b *testing.B){func(b *testing.B) { b.Fatal() }, func(b *testing.B) { b.Fatalf("x") }, func(b *testing.B) { b.Skip() }, func(b *testing.B) { b.SkipNow() }, func(b *testing.B) { b.Skipf("y") }} {
		fmt.Print(testing.Benchmark(f).N, " ")
	}
	fmt.Println()
}

var fuzzes = []testing.InternalFuzzTarget{
	{Name: "FuzzAdd", Fn: func(f *testing.F) {
		common(f)
		f.Add(1, "one")
		f.Add(2, "two")
		f.Helper()
		f.Log("l")
		f.Logf("%d", 1)
		f.Setenv("Z", "3")
		f.Chdir(f.TempDir())
		f.Attr("k", "v")
		fmt.Fprintln(f.Output(), "x")
		f.Cleanup(func() { fmt.Println("fuzz cleanup") })
		fmt.Println(f.Name(), f.Failed(), f.Skipped(), f.Context().Err(), f.ArtifactDir() != "")
		f.Fuzz(func(t *testing.T, n int, s string) { fmt.Println(t.Name(), n, s) })
	}},
	{Name: "FuzzSkip", Fn: func(f *testing.F) { f.Skip("s") }},
	{Name: "FuzzSkipf", Fn: func(f *testing.F) { f.Skipf("s") }},
	{Name: "FuzzSkipNow", Fn: func(f *testing.F) { f.SkipNow() }},
}

var failingFuzzes = []testing.InternalFuzzTarget{
	{Name: "FuzzError", Fn: func(f *testing.F) { f.Error("e"); f.Errorf("%d", 1) }},
	{Name: "FuzzFatal", Fn: func(f *testing.F) { f.Fatal("f") }},
	{Name: "FuzzFatalf", Fn: func(f *testing.F) { f.Fatalf("f") }},
	{Name: "FuzzFail", Fn: func(f *testing.F) { f.Fail(); fmt.Println(f.Failed()) }},
	{Name: "FuzzFailNow", Fn: func(f *testing.F) { f.FailNow() }},
	{Name: "FuzzSeed", Fn: func(f *testing.F) {
		f.Add([]byte("x"))
		f.Fuzz(func(t *testing.T, b []byte) { t.Errorf("bad %q", b) })
	}},
}

var examples = []testing.InternalExample{
	{Name: "ExampleGood", F: func() { fmt.Println("hello") }, Output: "hello\n"},
	{Name: "ExampleUnordered", F: func() { fmt.Println("b\na") }, Output: "a\nb\n", Unordered: true},
}

var failingExamples = []testing.InternalExample{
	{Name: "ExampleBad", F: func() { fmt.Println("other") }, Output: "hello\n"},
}

// quiet runs what prints durations, and shows what it prints without them.
func quiet(f func()) {
	in, out, _ := os.Pipe()
	stdout, stderr := os.Stdout, os.Stderr
	done := make(chan string)
	go func() {
		text, _ := io.ReadAll(in)
		done <- string(text)
	}()
	os.Stdout, os.Stderr = out, out
	f()
	os.Stdout, os.Stderr = stdout, stderr
	out.Close()
	for _, line := range strings.Split(<-done, "\n") {
		if i := strings.Index(line, "s)"); i > 0 && strings.Contains(line, "(0.") {
			line = line[:strings.LastIndex(line, " (")]
		}
		line = strings.ReplaceAll(line, "everything.go:", "FILE:")
		if i := strings.Index(line, "FILE:"); i >= 0 {
			line = line[:i] + "FILE" + line[i+5+strings.IndexByte(line[i+5:], ':'):]
		}
		fmt.Println(line)
	}
}

func main() {
	testing.Init()
	testing.Init()
	flag.Parse()
	flag.Set("test.benchtime", "3x")
	fmt.Println(testing.AllocsPerRun(10, func() {}) == 0)
	benchmarks()
	all := func(pat, str string) (bool, error) { return true, nil }
	quiet(func() { fmt.Println(testing.RunTests(all, nil)) })
	quiet(func() { fmt.Println(testing.RunExamples(all, examples), testing.RunExamples(all, failingExamples)) })
	quiet(func() {
		testing.RunBenchmarks(all, []testing.InternalBenchmark{{Name: "BenchmarkNothing", F: func(b *testing.B) {}}})
		fmt.Println("ran")
	})
	var m *testing.M = testing.MainStart(deps{}, tests, nil, fuzzes, examples)
	var code int
	quiet(func() { code = m.Run() })
	fmt.Println("code", code)
	quiet(func() { code = testing.MainStart(deps{}, failing, nil, failingFuzzes, failingExamples).Run() })
	fmt.Println("code", code)
	testing.RegisterCover(testing.Cover{Mode: "set", CoveredPackages: "none", Counters: map[string][]uint32{"f.go": {1, 0}}, Blocks: map[string][]testing.CoverBlock{"f.go": {{Line0: 1, Col0: 2, Line1: 3, Col1: 4, Stmts: 5}, {}}}})
	fmt.Println(testing.CoverMode(), testing.Coverage())
	testing.Main(all, tests[3:], nil, nil)
}
