// Fprint and its like to writers that keep the text in memory: what is in them after, and what they still refuse.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type failing struct{ after int }

func (f *failing) Write(p []byte) (int, error) {
	if f.after -= len(p); f.after < 0 {
		return 0, errors.New("full")
	}
	return len(p), nil
}

// A name like the library's is not the library's.
type Buffer struct{ bytes.Buffer }

type loud struct{ to *bytes.Buffer }

func (l loud) String() string {
	fmt.Fprintf(l.to, "[being asked %d]", 1)
	return "loud"
}

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

func main() {
	// Every length from an empty buffer on: capacities and texts.
	for _, size := range []int{0, 16, 40, 64, 100} {
		b := bytes.NewBuffer(make([]byte, 0, size))
		for i := range 30 {
			n, err := fmt.Fprintf(b, "%d:%s;", i*i, strings.Repeat("x", i))
			fmt.Print(n, err, b.Len(), b.Cap(), " ")
		}
		fmt.Println(b.String()[b.Len()-40:])
	}
	var b bytes.Buffer
	n, err := fmt.Fprint(&b, "")
	fmt.Println(n, err, b.Len(), b.Cap(), b.Bytes() == nil)
	b.Grow(200)
	fmt.Fprint(&b, "one", 2, 3, "four", nil, 5.5)
	fmt.Fprintln(&b, "one", 2, 3, "four", nil, 5.5)
	b.ReadByte()
	fmt.Fprintf(&b, "%v %q", b.String(), b.Bytes())
	fmt.Println(b.UnreadByte(), b.UnreadRune(), b.String())
	b.Next(b.Len())
	fmt.Fprintf(&b, "%s|%v", loud{&b}, loud{&b})
	fmt.Println(b.String())
	b.Truncate(3)
	fmt.Fprintf(&b, "%d %d", 1)
	fmt.Fprintf(&b, "%!", 1)
	fmt.Println(b.String())
	var own Buffer
	own.Grow(100)
	fmt.Fprintf(&own, "own %x", "text")
	fmt.Println(own.String(), own.Cap())

	var s strings.Builder
	for i := range 40 {
		n, err := fmt.Fprintln(&s, i, "line")
		fmt.Print(n, err, s.Len(), " ")
	}
	fmt.Println(len(s.String()))
	s.Reset()
	s.Grow(100)
	before := s.Cap()
	kept := s.String()
	fmt.Fprint(&s, "after growing")
	fmt.Println(kept == "", s.String(), s.Cap() == before)
	copied := s
	try("a copied builder", func() { fmt.Fprint(&copied, "more") })
	try("a nil builder", func() { fmt.Fprint((*strings.Builder)(nil), "more") })
	try("a nil buffer", func() { fmt.Fprintf((*bytes.Buffer)(nil), "more") })
	try("a nil writer", func() { fmt.Fprintf((*bufio.Writer)(nil), "more") })
	try("nil", func() { fmt.Fprintln(nil, "more") })

	// A buffered writer: full buffers, texts larger than it, errors that stay.
	for _, size := range []int{16, 48, 64, 4096} {
		var to bytes.Buffer
		w := bufio.NewWriterSize(&to, size)
		for i := range 50 {
			n, err := fmt.Fprintf(w, "%s,%d ", strings.Repeat("y", i%37), i)
			fmt.Print(n, err, w.Buffered(), w.Available(), to.Len(), " ")
		}
		w.Flush()
		fmt.Println(to.Len(), to.String()[to.Len()-60:])
	}
	w := bufio.NewWriterSize(&failing{100}, 64)
	for range 12 {
		n, err := fmt.Fprintln(w, "thirty bytes in this line, all")
		fmt.Println(n, err, w.Buffered())
	}
	rw := bufio.NewReadWriter(nil, bufio.NewWriterSize(os.Stdout, 100))
	fmt.Fprintf(rw, "through %T\n", rw)
	rw.Flush()

	fmt.Println(fmt.Fprint(io.Discard, "nothing", 1, 2))
	fmt.Println(fmt.Fprintf(io.Discard, "%s", strings.Repeat("z", 100000)))
	fmt.Println(fmt.Fprintln(io.Discard))
	try("a method that panics", func() { fmt.Println(fmt.Fprintln(io.Discard, loud{})) })

	// Appending: in place where there is room, and never beyond the capacity of others.
	for _, size := range []int{0, 1, 8, 20, 32} {
		whole := make([]byte, size, 32)
		a := fmt.Appendf(whole, "%d-%s", 12345, "six")
		c := fmt.Append(whole, "ab", 1, 2, "c")
		d := fmt.Appendln(whole[:size:size], "line", 3)
		fmt.Println(len(a), cap(a), len(c), cap(c), len(d), cap(d), string(a[size:]), string(c[size:]), string(d[size:]))
	}
	fmt.Println(fmt.Append(nil) == nil, fmt.Appendf(nil, "") == nil, string(fmt.Appendf(nil, "%v", loud{&b})))
}
