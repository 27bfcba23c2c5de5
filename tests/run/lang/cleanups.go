// Cleanups, weak pointers and unique handles.
package main

import (
	"fmt"
	"runtime"
	"sort"
	"time"
	"unique"
	"weak"
)

type blob struct {
	name string
	data [64]byte
}

var log = make(chan string, 100)

func settle() (names []string) {
	for quiet := 0; quiet < 3; {
		runtime.GC()
		select {
		case name := <-log:
			names = append(names, name)
			quiet = 0
		case <-time.After(10 * time.Millisecond):
			quiet++
		}
	}
	sort.Strings(names)
	return names
}

//go:noinline
func cleanups() {
	b := &blob{name: "b"}
	runtime.AddCleanup(b, func(s string) { log <- s }, "first")
	runtime.AddCleanup(b, func(n int) { log <- fmt.Sprint("second ", n) }, 42)
	stopped := runtime.AddCleanup(b, func(s string) { log <- s }, "stopped")
	stopped.Stop()
	stopped.Stop()
	runtime.KeepAlive(b)
}

//go:noinline
func inside() {
	b := &blob{name: "b"}
	runtime.AddCleanup(&b.data[7], func(s string) { log <- s }, "by a part")
}

//go:noinline
func both() {
	b := &blob{name: "both"}
	w := weak.Make(b)
	runtime.AddCleanup(b, func(w weak.Pointer[blob]) { log <- fmt.Sprint("2 cleanup, weak is nil: ", w.Value() == nil) }, w)
	runtime.SetFinalizer(b, func(b *blob) { log <- "1 finalizer of " + b.name })
}

//go:noinline
func pointers() (weak.Pointer[blob], weak.Pointer[blob], weak.Pointer[[64]byte]) {
	b := &blob{name: "weak"}
	w, v := weak.Make(b), weak.Make(b)
	d := weak.Make(&b.data)
	fmt.Println(w == v, w.Value() == b, d.Value() == &b.data, w.Value().name)
	settle()
	fmt.Println(w.Value() == b)
	return w, v, d
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	cleanups()
	fmt.Println(settle())
	inside()
	fmt.Println(settle())
	both()
	fmt.Println(settle())
	w, v, d := pointers()
	settle()
	fmt.Println(w.Value(), v.Value(), d.Value(), w == v)
	var none weak.Pointer[int]
	fmt.Println(none.Value(), weak.Make[int](nil) == none)

	a, b := unique.Make("text"), unique.Make("te"+fmt.Sprint("xt"))
	fmt.Println(a == b, a.Value(), a == unique.Make("other"))
	type pair struct {
		x int
		y string
	}
	p := unique.Make(pair{1, "one"})
	settle()
	fmt.Println(p == unique.Make(pair{1, "one"}), p.Value())
	m := map[unique.Handle[pair]]int{p: 7}
	fmt.Println(m[unique.Make(pair{1, "one"})], m[unique.Make(pair{2, "two"})])

	try(func() { runtime.AddCleanup((*blob)(nil), func(int) {}, 1) })
	try(func() { b := new(blob); runtime.AddCleanup(b, func(*blob) {}, b) })
	try(func() { b := new(blob); runtime.AddCleanup(b, func(*byte) {}, &b.data[1]) })
	try(func() { b := new(blob); runtime.AddCleanup(b, func(int) { fmt.Println(b) }, 1) })
}
