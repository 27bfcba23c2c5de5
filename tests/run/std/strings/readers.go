// strings.Reader and strings.Builder in every state.
package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

func main() {
	var r *strings.Reader = strings.NewReader("aß世\xff!")
	fmt.Println(r.Len(), r.Size(), r.UnreadByte(), r.UnreadRune())
	for {
		c, size, err := r.ReadRune()
		fmt.Printf("%q %d %v %d ", c, size, err, r.Len())
		if err != nil {
			fmt.Println(r.UnreadRune())
			break
		}
	}
	fmt.Println(r.UnreadByte(), r.Len())
	b, err := r.ReadByte()
	fmt.Printf("%q %v\n", b, err)
	b, err = r.ReadByte()
	fmt.Println(b, err, r.UnreadRune())
	for _, seek := range []struct {
		offset int64
		whence int
	}{{0, io.SeekStart}, {3, io.SeekCurrent}, {-1, io.SeekEnd}, {100, io.SeekStart}, {-1, io.SeekStart}, {0, 9}} {
		at, err := r.Seek(seek.offset, seek.whence)
		fmt.Println(at, err, r.Len())
	}
	buffer := make([]byte, 3)
	for _, at := range []int64{0, 4, 6, 7, 100, -1} {
		n, err := r.ReadAt(buffer, at)
		fmt.Printf("%d %q %v\n", n, buffer[:n], err)
	}
	n, err := r.ReadAt(nil, 2)
	fmt.Println(n, err)
	r.Seek(1, io.SeekStart)
	var out bytes.Buffer
	written, err := r.WriteTo(&out)
	fmt.Printf("%d %v %q\n", written, err, out.String())
	written, err = r.WriteTo(&out)
	fmt.Println(written, err)
	r.Reset("neu")
	n, err = r.Read(buffer[:2])
	fmt.Println(n, err, string(buffer[:n]))
	n, err = r.Read(nil)
	fmt.Println(n, err)
	r.Read(buffer)
	n, err = r.Read(nil)
	fmt.Println(n, err)
	n, err = r.Read(buffer)
	fmt.Println(n, err)
	var zero strings.Reader
	n, err = zero.Read(buffer)
	fmt.Println(n, err, zero.Len(), zero.Size())

	var w strings.Builder
	w.Grow(100)
	fmt.Println(w.Len(), w.Cap() >= 100)
	for _, r := range []rune{'a', 'ß', '世', '🎉', 0xd800, -1, 0x110000} {
		n, err := w.WriteRune(r)
		fmt.Print(n, err, " ")
	}
	w.WriteByte('!')
	w.WriteString("text")
	w.Write([]byte{0xff})
	fmt.Fprintf(&w, "%d", 7)
	fmt.Printf("%q %d\n", w.String(), w.Len())
	w.Reset()
	fmt.Println(w.Len(), w.Cap(), w.String() == "")
	caught := func(f func()) {
		defer func() { fmt.Println(recover()) }()
		f()
	}
	caught(func() { w.Grow(-1) })
	w.WriteByte('x')
	copied := w
	caught(func() { copied.WriteByte('y') })
}
