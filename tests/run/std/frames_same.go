// Functions and frames are the same where they are of one function and one call.
package main

import (
	"fmt"
	"runtime"
)

func trace() []runtime.Frame {
	var pcs [16]uintptr
	n := runtime.Callers(2, pcs[:])
	f := runtime.CallersFrames(pcs[:n])
	var out []runtime.Frame
	for {
		x, more := f.Next()
		out = append(out, x)
		if !more {
			return out
		}
	}
}

func two() (a, b []runtime.Frame) {
	for i := range 2 {
		t := trace()
		if i == 0 {
			a = t
		} else {
			b = t
		}
	}
	return
}

func main() {
	a, b := two()
	for i := range a {
		fmt.Println(a[i] == b[i], a[i].Func == b[i].Func, a[i].PC == b[i].PC, a[i].Entry == b[i].Entry, a[i].Line == b[i].Line, a[i].Function)
		if i == 1 {
			break
		}
	}
	m := map[runtime.Frame]int{}
	for _, f := range append(a[:2], b[:2]...) {
		m[f]++
	}
	fmt.Println(len(m))
	pc, _, _, _ := runtime.Caller(0)
	fmt.Println(runtime.FuncForPC(pc) == runtime.FuncForPC(pc), runtime.FuncForPC(pc) == a[1].Func)
}
