// Package runtime: statistics, profiles, pins, threads; what does not depend on the machine is printed.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"unsafe"
)

func caught(f func()) {
	defer func() {
		why := recover()
		err, _ := why.(error)
		var re runtime.Error
		if errors.As(err, &re) {
			re.RuntimeError()
			fmt.Printf("%T %v\n", re, re)
		} else {
			fmt.Println("no runtime error:", why)
		}
		switch e := why.(type) {
		case *runtime.PanicNilError:
			e.RuntimeError()
			fmt.Println("  nil:", e.Error())
		case *runtime.TypeAssertionError:
			e.RuntimeError()
			fmt.Println("  assertion:", e.Error())
		}
	}()
	f()
}

var sink any

func statistics() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range 10000 {
		sink = make([]int, i%100+1)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	fmt.Println(after.TotalAlloc > before.TotalAlloc, after.Mallocs > before.Mallocs, after.Frees >= before.Frees, after.NumGC > before.NumGC, after.NumForcedGC > before.NumForcedGC, after.PauseTotalNs >= before.PauseTotalNs, after.LastGC > 0)
	fmt.Println(after.Alloc == after.HeapAlloc, after.Sys >= after.HeapSys, after.HeapSys >= after.HeapInuse, after.HeapSys == after.HeapIdle+after.HeapInuse, after.HeapReleased <= after.HeapIdle, after.HeapObjects == after.Mallocs-after.Frees)
	fmt.Println(after.NextGC > 0, after.StackInuse <= after.StackSys, after.MSpanInuse <= after.MSpanSys, after.MCacheInuse <= after.MCacheSys, after.GCSys >= 0, after.OtherSys >= 0, after.BuckHashSys >= 0, after.Lookups, after.EnableGC, after.DebugGC)
	fmt.Println(after.GCCPUFraction >= 0 && after.GCCPUFraction < 1, len(after.PauseNs), len(after.PauseEnd), len(after.BySize), after.BySize[1].Size, after.BySize[2].Size)
}

func profiles() {
	rate := runtime.MemProfileRate
	runtime.MemProfileRate = 1
	runtime.SetBlockProfileRate(1)
	fmt.Println(runtime.SetMutexProfileFraction(1), runtime.SetMutexProfileFraction(-1))
	var m sync.Mutex
	m.Lock()
	go func() { runtime.Gosched(); m.Unlock() }()
	m.Lock()
	c := make(chan int)
	go func() { c <- 1 }()
	<-c
	var memory []runtime.MemProfileRecord = make([]runtime.MemProfileRecord, 2000)
	n, ok := runtime.MemProfile(memory, true)
	fmt.Println(n >= 0, ok)
	for _, r := range memory[:n] {
		if r.InUseBytes() != r.AllocBytes-r.FreeBytes || r.InUseObjects() != r.AllocObjects-r.FreeObjects || len(r.Stack()) > len(r.Stack0) {
			fmt.Println("odd record", r)
		}
	}
	blocks := make([]runtime.BlockProfileRecord, 1000)
	n, ok = runtime.BlockProfile(blocks)
	fmt.Println(n >= 0, ok)
	for _, r := range blocks[:n] {
		var stack runtime.StackRecord = r.StackRecord
		if r.Count <= 0 || r.Cycles < 0 || len(stack.Stack()) > len(stack.Stack0) {
			fmt.Println("odd record", r)
		}
	}
	n, ok = runtime.MutexProfile(blocks)
	fmt.Println(n >= 0, ok)
	stacks := make([]runtime.StackRecord, 100)
	n, ok = runtime.GoroutineProfile(stacks)
	fmt.Println(n >= 1, ok, len(stacks[0].Stack()) > 0)
	n, ok = runtime.GoroutineProfile(nil)
	fmt.Println(n >= 1, ok)
	n, ok = runtime.ThreadCreateProfile(stacks)
	fmt.Println(n >= 0, ok)
	runtime.MemProfileRate = rate
	runtime.SetBlockProfileRate(0)
	runtime.SetMutexProfileFraction(0)
	runtime.SetCPUProfileRate(0)
	caught(func() { runtime.CPUProfile() })
}

func callers() {
	pcs := make([]uintptr, 10)
	var frames *runtime.Frames = runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "main.") {
			fmt.Println(frame.Function, frame.Func != nil)
		}
		if !more {
			break
		}
	}
	pc, file, line, ok := runtime.Caller(0)
	var f *runtime.Func = runtime.FuncForPC(pc)
	name, at := f.FileLine(pc)
	fmt.Println(f.Name(), strings.HasSuffix(file, "everything.go"), line == at, ok, name == file, f.Entry() <= pc, runtime.FuncForPC(0) == nil)
	text := make([]byte, 1000)
	n := runtime.Stack(text, false)
	fmt.Println(strings.HasPrefix(string(text[:n]), "goroutine 1 [running]:\n"), runtime.Stack(text[:5], true), runtime.Stack(nil, false))
}

func rest() {
	fmt.Println(runtime.GOOS, runtime.GOARCH, runtime.Compiler != "", strings.HasPrefix(runtime.Version(), "go1.27"), runtime.NumCPU() > 0, runtime.NumCgoCall() >= 0, len(runtime.GOROOT()) >= 0)
	runtime.LockOSThread()
	runtime.LockOSThread()
	runtime.UnlockOSThread()
	runtime.UnlockOSThread()
	old := runtime.GOMAXPROCS(3)
	runtime.SetDefaultGOMAXPROCS()
	fmt.Println(old > 0, runtime.GOMAXPROCS(0) > 0)
	var pinner runtime.Pinner
	p := new(int)
	pinner.Pin(p)
	pinner.Pin(unsafe.Pointer(p))
	pinner.Unpin()
	caught(func() { pinner.Pin(5) })
	caught(func() { var x any = "s"; _ = x.(int) })
	caught(func() { var x any; _ = x.(fmt.Stringer) })
	caught(func() { panic(nil) })
	caught(func() { var m map[string]int; m["x"] = 1 })
	caught(func() { var s []int; _ = s[len(os.Args)+5] })
	caught(func() { runtime.SetCgoTraceback(5, nil, nil, nil) })
	done := make(chan string, 1)
	var cleanup runtime.Cleanup
	func() {
		watched := new([100]int)
		cleanup = runtime.AddCleanup(watched, func(text string) { done <- text }, "cleaned")
		stopped := runtime.AddCleanup(watched, func(int) { done <- "must not run" }, 1)
		stopped.Stop()
		runtime.KeepAlive(watched)
	}()
	for len(done) == 0 {
		runtime.GC()
		runtime.Gosched()
	}
	fmt.Println(<-done)
	cleanup.Stop()
	if runtime.StartTrace() == nil {
		go func() { runtime.StopTrace() }()
	}
	for runtime.ReadTrace() != nil {
	}
	fmt.Println("trace read")
	go func() { defer close(done); defer fmt.Println("deferred"); runtime.Goexit() }()
	<-done
	if len(os.Args) > 50 {
		runtime.Breakpoint()
	}
}

func main() {
	statistics()
	profiles()
	callers()
	rest()
}
