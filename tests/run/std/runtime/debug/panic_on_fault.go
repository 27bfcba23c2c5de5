// Memory that a program has mapped and protected, or whose file has become shorter: panics where it is touched.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"unsafe"
)

func try(what string, base uintptr, f func()) {
	defer func() {
		r := recover()
		if r == nil {
			fmt.Println(what, "fine")
			return
		}
		err := r.(runtime.Error)
		var at interface{ Addr() uintptr }
		if errors.As(err, &at) {
			fmt.Printf("%s: %v, at %#x, %T\n", what, err, at.Addr()-base, r)
		} else {
			fmt.Printf("%s: %v %T\n", what, err, r)
		}
	}()
	f()
}

type pair struct{ a, b int }

// copied stops where the source cannot be read.
func copied(dst, src []byte) (n int, err error) {
	defer func() {
		if r, ok := recover().(error); ok {
			err = r
		}
	}()
	for i := range src {
		dst[i] = src[i]
		n++
	}
	return
}

func main() {
	fmt.Println(debug.SetPanicOnFault(true), debug.SetPanicOnFault(true))
	page := syscall.Getpagesize()
	data, err := syscall.Mmap(-1, 0, 4*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		fmt.Println(err)
		return
	}
	base := uintptr(unsafe.Pointer(&data[0]))
	data[page] = 7
	syscall.Mprotect(data[page:2*page], syscall.PROT_READ)
	syscall.Mprotect(data[2*page:3*page], syscall.PROT_NONE)
	try("write", base, func() { data[page+9] = 1 })
	try("read", base, func() { fmt.Println(data[page]) })
	try("read none", base, func() { fmt.Println(data[2*page+1]) })
	try("update", base, func() { data[page+3]++ })
	p := (*pair)(unsafe.Pointer(&data[page+16]))
	try("field", base, func() { p.b = 3 })
	try("field read", base, func() { fmt.Println(p.b) })
	q := (*pair)(unsafe.Pointer(&data[2*page+16]))
	try("field none", base, func() { fmt.Println(q.b) })
	try("value", base, func() { v := *q; fmt.Println(v) })
	try("copy", base, func() { copy(data[2*page:], "text") })
	try("append", base, func() { _ = append(data[:page:2*page], 1) })
	s := unsafe.String(&data[2*page], 10)
	try("string", base, func() { fmt.Println(s[4]) })
	try("equal", base, func() { fmt.Println(s == "0123456789") })
	try("compare", base, func() { fmt.Println(strings.Compare(s, "x")) })
	try("concat", base, func() { fmt.Println(len(s + "x")) })
	try("range", base, func() {
		for _, r := range s {
			fmt.Println(r)
		}
	})
	try("index", base, func() { fmt.Println(strings.Contains(s, "x")) })
	try("bytes", base, func() { fmt.Println(bytes.IndexByte(data[2*page:2*page+5], 'x')) })
	try("nil", base, func() { var p *pair; p.b = 1 })
	var none *pair
	try("nil", base, func() { fmt.Println(none.a) })
	fmt.Println(copied(make([]byte, 4*page), data[page+5:]))
	f, _ := os.CreateTemp("", "x")
	defer os.Remove(f.Name())
	f.Truncate(int64(2 * page))
	m, err := syscall.Mmap(int(f.Fd()), 0, 2*page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
	if err != nil {
		fmt.Println(err)
		return
	}
	mb := uintptr(unsafe.Pointer(&m[0]))
	f.Truncate(int64(page))
	try("file", mb, func() { m[5] = 1 })
	try("file end", mb, func() { m[page+5] = 1 })
	try("file end", mb, func() { fmt.Println(m[page+6]) })
	done := make(chan bool)
	go func() {
		fmt.Println(debug.SetPanicOnFault(false))
		done <- true
	}()
	<-done
	fmt.Println(debug.SetPanicOnFault(false))
}
