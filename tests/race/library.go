// Objects of the library that are shared by mistake.
package main

import (
	"bufio"
	"bytes"
	"container/list"
	"fmt"
	"runtime"
	"slices"
	"sort"
	"strings"
	"time"
)

func apart(first, second func()) {
	done := make(chan bool, 1)
	alive := runtime.NumGoroutine()
	go func() {
		first()
		done <- true
	}()
	for runtime.NumGoroutine() > alive {
		time.Sleep(time.Millisecond)
	}
	second()
	<-done
}

func main() {
	var b bytes.Buffer
	apart(func() { b.WriteString("x") }, func() { fmt.Println(b.Len()) })
	var s strings.Builder
	apart(func() { s.WriteString("x") }, func() { fmt.Println(s.Len()) })
	l := list.New()
	apart(func() { l.PushBack(1) }, func() { fmt.Println(l.Len()) })
	w := bufio.NewWriter(&b)
	apart(func() { w.WriteByte('x') }, func() { fmt.Println(w.Buffered()) })
	v := []int{3, 1, 2}
	apart(func() { sort.Sort(sort.IntSlice(v)) }, func() { v[0]++ })
	apart(func() { slices.Reverse(v) }, func() { v[0]++ })
}
