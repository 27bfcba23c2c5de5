// Package compress/gzip: levels, headers, members one after another, damaged streams.
package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

func main() {
	text := strings.Repeat("all work and no play ", 500)
	for _, level := range []int{gzip.NoCompression, gzip.BestSpeed, gzip.BestCompression, gzip.DefaultCompression, gzip.HuffmanOnly, 5, -3, 10} {
		var out bytes.Buffer
		var w *gzip.Writer
		w, err := gzip.NewWriterLevel(&out, level)
		if err != nil {
			fmt.Println(level, err)
			continue
		}
		n, err := io.WriteString(w, text)
		fmt.Println(level, n, err, w.Flush(), w.Close(), w.Close(), out.Len() < len(text) || level == 0)
		var r *gzip.Reader
		r, err = gzip.NewReader(&out)
		data, rerr := io.ReadAll(r)
		fmt.Println(err, rerr, string(data) == text, r.Close())
	}
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Header = gzip.Header{Name: "näme.txt", Comment: "a comment", Extra: []byte("extra"), ModTime: time.Unix(1e9, 0), OS: 3}
	io.WriteString(w, "first")
	w.Close()
	w.Reset(&out)
	w.Name = "second"
	io.WriteString(w, "second")
	w.Close()
	both := out.Bytes()
	r, err := gzip.NewReader(bytes.NewReader(both))
	fmt.Printf("%q %q %q %v %d %v\n", r.Name, r.Comment, r.Extra, r.ModTime.UTC(), r.OS, err)
	data, err := io.ReadAll(r)
	fmt.Println(string(data), err)
	source := bytes.NewReader(both)
	r.Reset(source)
	for {
		r.Multistream(false)
		data, err := io.ReadAll(r)
		fmt.Printf("%q %q %v; ", r.Header.Name, data, err)
		if err := r.Reset(source); err != nil {
			fmt.Println(err)
			break
		}
	}
	for _, damage := range []func([]byte) []byte{
		func(b []byte) []byte { return nil },
		func(b []byte) []byte { return b[:5] },
		func(b []byte) []byte { b[0] = 0; return b },
		func(b []byte) []byte { b[2] = 7; return b },
		func(b []byte) []byte { b[len(b)-1]++; return b },
		func(b []byte) []byte { b[len(b)-6]++; return b },
		func(b []byte) []byte { return b[:len(b)-3] },
		func(b []byte) []byte { return append(b, "trailing garbage"...) },
		func(b []byte) []byte { return append(b, 0, 0) },
	} {
		r, err := gzip.NewReader(bytes.NewReader(damage(bytes.Clone(both))))
		if err != nil {
			fmt.Println("header:", err, errors.Is(err, gzip.ErrHeader), errors.Is(err, io.EOF))
			continue
		}
		data, err := io.ReadAll(r)
		fmt.Println(len(data), err, errors.Is(err, gzip.ErrChecksum))
	}
	w = gzip.NewWriter(io.Discard)
	w.Name = "a\x00b"
	_, err = w.Write([]byte("x"))
	fmt.Println(err, w.Close())
	w = gzip.NewWriter(io.Discard)
	w.Comment = "世"
	_, err = w.Write(nil)
	fmt.Println(err)
	w = gzip.NewWriter(io.Discard)
	w.Extra = make([]byte, 70000)
	fmt.Println(w.Flush())
}
