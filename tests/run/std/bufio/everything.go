// Package bufio: readers, writers and scanners of every size, over sources that give little or fail.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

type bytewise struct{ r io.Reader }

func (b bytewise) Read(p []byte) (int, error) { return b.r.Read(p[:min(1, len(p))]) }

type negative struct{}

func (negative) Read([]byte) (int, error) { return -1, nil }

type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, nil }

type failing struct{ take int }

func (f *failing) Write(p []byte) (int, error) {
	n := min(f.take, len(p))
	f.take -= n
	if n < len(p) {
		return n, errors.New("full")
	}
	return n, nil
}

func caught(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

func readers() {
	r := bufio.NewReaderSize(bytewise{strings.NewReader("first line\nzwei ä世\xff\nlast")}, 16)
	fmt.Println(r.Size(), r.Buffered(), r.UnreadByte(), r.UnreadRune())
	head, err := r.Peek(3)
	fmt.Println(string(head), err, r.Buffered())
	_, err = r.Peek(17)
	fmt.Println(err, err == bufio.ErrBufferFull)
	_, err = r.Peek(-1)
	fmt.Println(err, err == bufio.ErrNegativeCount)
	n, err := r.Discard(6)
	fmt.Println(n, err)
	n, err = r.Discard(-1)
	fmt.Println(n, err)
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	fmt.Println(r.UnreadByte(), r.UnreadByte())
	c, err := r.ReadByte()
	fmt.Printf("%q %v\n", c, err)
	for range 9 {
		c, size, err := r.ReadRune()
		fmt.Printf("%q %d %v; ", c, size, err)
	}
	fmt.Println(r.UnreadRune(), r.UnreadRune() == bufio.ErrInvalidUnreadRune)
	fmt.Println(r.UnreadByte())
	rest, err := r.ReadBytes('?')
	fmt.Printf("%q %v\n", rest, err)
	fmt.Println(r.ReadByte())
	r.Reset(strings.NewReader("0123456789abcdefXYZ\nshort\r\nend"))
	long, prefix, err := r.ReadLine()
	fmt.Println(string(long), prefix, err)
	for range 4 {
		long, prefix, err = r.ReadLine()
		fmt.Printf("%q %t %v; ", long, prefix, err)
	}
	fmt.Println()
	r.Reset(strings.NewReader("0123456789abcdefXYZ|"))
	part, err := r.ReadSlice('|')
	fmt.Println(string(part), err)
	part, err = r.ReadSlice('|')
	fmt.Println(string(part), err)
	r.Reset(strings.NewReader("written to"))
	r.Peek(4)
	var out bytes.Buffer
	fmt.Println(r.WriteTo(&out))
	fmt.Println(out.String())
	r.Reset(strings.NewReader("written to"))
	fmt.Println(r.WriteTo(&failing{3}))
	r.Reset(negative{})
	caught(func() { r.ReadByte() })
	r.Reset(nothing{})
	_, err = r.ReadByte()
	fmt.Println(err, err == io.ErrNoProgress)
	r.Reset(bytewise{strings.NewReader("abc")})
	n, err = r.Read(nil)
	fmt.Println(n, err)
	n, err = r.Read(make([]byte, 64))
	fmt.Println(n, err)
	n, err = r.Discard(9)
	fmt.Println(n, err)
	fmt.Println(bufio.NewReader(r) == r, bufio.NewReaderSize(r, 8) == r, bufio.NewReaderSize(r, 17) == r, bufio.NewReaderSize(strings.NewReader(""), 1).Size())
	fmt.Println(bufio.ErrInvalidUnreadByte, bufio.ErrInvalidUnreadRune, bufio.ErrBufferFull, bufio.ErrNegativeCount)
}

func writers() {
	var out bytes.Buffer
	w := bufio.NewWriterSize(&out, 8)
	fmt.Println(w.Size(), w.Available(), w.Buffered())
	w.WriteString("abc")
	w.WriteByte('d')
	n, err := w.WriteRune('世')
	fmt.Println(n, err, w.Available(), w.Buffered(), out.Len())
	n, err = w.WriteRune(-1)
	fmt.Println(n, err, out.String())
	w.Write(append(w.AvailableBuffer(), '!'))
	fmt.Println(w.Flush(), out.String(), len(w.AvailableBuffer()), cap(w.AvailableBuffer()))
	copied, err := w.ReadFrom(bytewise{strings.NewReader(" from a reader ")})
	fmt.Println(copied, err, w.Buffered())
	w.WriteByte('>')
	copied, err = w.ReadFrom(nothing{})
	fmt.Println(copied, err)
	n, err = w.Write([]byte("longer than the buffer"))
	fmt.Println(n, err, w.Buffered(), out.String())
	f := &failing{5}
	w.Reset(f)
	n, err = w.WriteString("0123456789")
	fmt.Println(n, err, w.Buffered(), w.Flush())
	fmt.Println(w.WriteByte('x'))
	n, err = w.WriteRune('x')
	fmt.Println(n, err)
	w.Reset(&out)
	fmt.Println(w.Flush(), w.Buffered(), bufio.NewWriter(w) == w, bufio.NewWriterSize(w, 8) == w, bufio.NewWriterSize(w, -5).Size())
	both := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in\n")), bufio.NewWriter(&out))
	var pair *bufio.ReadWriter = both
	text, err := pair.ReadString('\n')
	pair.WriteString(text)
	fmt.Println(pair.Reader.Buffered(), pair.Writer.Buffered(), err, pair.Flush())
}

func scanning(name string, text string, split bufio.SplitFunc, buffer, limit int) {
	defer func() {
		if why := recover(); why != nil {
			fmt.Println("panic:", why)
		}
	}()
	var s *bufio.Scanner = bufio.NewScanner(bytewise{strings.NewReader(text)})
	s.Split(split)
	if limit > 0 {
		s.Buffer(make([]byte, 0, buffer), limit)
	}
	fmt.Print(name, ": ")
	for s.Scan() {
		fmt.Printf("%q ", s.Text())
	}
	fmt.Println(s.Err(), s.Scan(), len(s.Bytes()))
}

func scanners() {
	for _, text := range []string{"", "\n", "a\nb\r\n\nc", " zwei  wörter\u00a0hier\u2003da ", "ä\xff世", "tab\tand\vmore"} {
		scanning("lines", text, bufio.ScanLines, 0, 0)
		scanning("words", text, bufio.ScanWords, 0, 0)
		scanning("runes", text, bufio.ScanRunes, 0, 0)
		scanning("bytes", text, bufio.ScanBytes, 0, 0)
	}
	scanning("small buffer", "short\n0123456789\n", bufio.ScanLines, 4, 8)
	scanning("exact", "1234567\n", bufio.ScanLines, 8, 8)
	scanning("negative", "abc", func([]byte, bool) (int, []byte, error) { return -1, nil, nil }, 0, 0)
	scanning("too far", "abc", func(data []byte, _ bool) (int, []byte, error) { return len(data) + 1, nil, nil }, 0, 0)
	scanning("own error", "abc", func(data []byte, _ bool) (int, []byte, error) {
		if len(data) > 1 {
			return 0, nil, errors.New("own")
		}
		return 0, nil, nil
	}, 0, 0)
	scanning("final", "1,2,stop,3", func(data []byte, atEnd bool) (int, []byte, error) {
		i := bytes.IndexByte(data, ',')
		if i < 0 {
			if atEnd && len(data) > 0 {
				return len(data), data, nil
			}
			return 0, nil, nil
		}
		if string(data[:i]) == "stop" {
			return i + 1, []byte("the end"), bufio.ErrFinalToken
		}
		return i + 1, data[:i], nil
	}, 0, 0)
	scanning("final nil", "x", func([]byte, bool) (int, []byte, error) { return 0, nil, bufio.ErrFinalToken }, 0, 0)
	s := bufio.NewScanner(negative{})
	fmt.Println(s.Scan(), s.Err() == bufio.ErrBadReadCount, s.Err())
	s = bufio.NewScanner(nothing{})
	fmt.Println(s.Scan(), s.Err())
	caught(func() { s.Buffer(nil, 0) })
	caught(func() { s.Split(bufio.ScanBytes) })
	s = bufio.NewScanner(strings.NewReader(strings.Repeat("x", bufio.MaxScanTokenSize)))
	fmt.Println(s.Scan(), s.Err() == bufio.ErrTooLong, s.Err())
	fmt.Println(bufio.ErrNegativeAdvance, bufio.ErrAdvanceTooFar, bufio.ErrFinalToken)
}

func main() {
	readers()
	writers()
	scanners()
}
