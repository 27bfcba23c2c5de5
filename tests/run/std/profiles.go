// runtime/pprof and runtime/trace: what does not depend on the machine.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"runtime/pprof"
	"runtime/trace"
	"strings"
	"time"
)

func work(until time.Time) (n int) {
	for time.Now().Before(until) {
		for i := range 1000 {
			n += i % 7
		}
	}
	return n
}

func unzipped(b []byte) string {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return err.Error()
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func main() {
	for _, name := range []string{"allocs", "block", "goroutine", "heap", "mutex", "threadcreate"} {
		p := pprof.Lookup(name)
		var b, text bytes.Buffer
		fmt.Println(p.Name(), p.Count() >= 0, p.WriteTo(&b, 0), len(unzipped(b.Bytes())) > 40, p.WriteTo(&text, 1), text.Len() > 10)
	}
	fmt.Println(len(pprof.Profiles()) >= 6, pprof.Lookup("nothing") == nil)
	var b bytes.Buffer
	pprof.Lookup("goroutine").WriteTo(&b, 2)
	fmt.Println(strings.HasPrefix(b.String(), "goroutine 1 [running]:\n"), strings.Contains(b.String(), "main.main()"))
	b.Reset()
	pprof.Lookup("goroutine").WriteTo(&b, 1)
	fmt.Println(strings.Contains(b.String(), "goroutine profile: total 1\n1 @ 0x"), strings.Contains(b.String(), "\tmain.main+0x"))

	own := pprof.NewProfile("own")
	own.Add("a", 0)
	own.Add("b", 0)
	b.Reset()
	fmt.Println(own.Count(), own.WriteTo(&b, 1), strings.HasPrefix(b.String(), "own profile: total 2\n1 @ 0x"))
	own.Remove("a")
	own.Remove("c")
	fmt.Println(own.Count())
	for _, f := range []func(){
		func() { pprof.NewProfile("own") }, func() { pprof.NewProfile("heap") }, func() { pprof.NewProfile("") }, func() { own.Add("b", 0) },
		func() { pprof.Lookup("heap").Add(1, 0) }, func() { pprof.Labels("a") }, func() { new(pprof.Profile).Add(1, 0) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}

	ctx := pprof.WithLabels(context.Background(), pprof.Labels("b", "1", "a", "2", "b", "3"))
	pprof.Do(ctx, pprof.Labels("c", "4", "a", "5"), func(ctx context.Context) {
		pprof.ForLabels(ctx, func(k, v string) bool {
			fmt.Println(k, v)
			return k != "b"
		})
		v, ok := pprof.Label(ctx, "c")
		fmt.Println(v, ok)
	})
	v, ok := pprof.Label(ctx, "c")
	fmt.Println(v, ok)
	pprof.SetGoroutineLabels(context.Background())

	b.Reset()
	fmt.Println(pprof.StartCPUProfile(&b), pprof.StartCPUProfile(&b))
	work(time.Now().Add(150 * time.Millisecond))
	pprof.StopCPUProfile()
	pprof.StopCPUProfile()
	text := unzipped(b.Bytes())
	fmt.Println(strings.Contains(text, "main.work"), strings.Contains(text, "nanoseconds"))
	b.Reset()
	fmt.Println(pprof.WriteHeapProfile(&b), strings.Contains(unzipped(b.Bytes()), "inuse_space"))

	ctx, task := trace.NewTask(context.Background(), "task")
	trace.WithRegion(ctx, "region", func() { trace.Log(ctx, "c", "m") })
	trace.StartRegion(ctx, "r").End()
	trace.Logf(ctx, "c", "%d", 1)
	task.End()
	fr := trace.NewFlightRecorder(trace.FlightRecorderConfig{MinAge: time.Second, MaxBytes: 1 << 20})
	_, err := fr.WriteTo(io.Discard)
	fmt.Println(trace.IsEnabled(), fr.Enabled(), err)
	trace.Stop()
}
