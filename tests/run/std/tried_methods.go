// Methods that are tried by natives before they are called: with room and without, of nil and of copies; and paths.
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

func main() {
	for _, p := range []string{"", "/", "//", "a", "a/", "/a", "a/b/..", "../a/..", "../..", "/..", "/../a", "a//b/./c", "./a", "a/../../b", "/a/b/../../..", ".", "..", "a.b/c", "x.tar.gz", "/x/.hid", "a/b.c/"} {
		fmt.Printf("%q %q %q %q %q|", path.Clean(p), path.Base(p), path.Ext(p), path.Dir(p), filepath.Join(p, "..", "", "q"))
	}
	fmt.Println(path.Join(), path.Join(""), path.Join("a", "b/../c"))
	fmt.Println(strings.Compare("a", "b"), strings.Compare("b", "a"), strings.Compare("", ""), strings.Compare("ab", "a"))
	fmt.Println(strings.Cut("a=b=c", "="))
	fmt.Println(strings.Cut("abc", ""))
	fmt.Println(strings.Cut("abc", "x"))
	var b [10]byte
	binary.BigEndian.PutUint32(b[:], 0x01020304)
	binary.LittleEndian.PutUint16(b[4:], 0x0506)
	fmt.Println(b, binary.BigEndian.Uint64(b[:]), binary.LittleEndian.Uint32(b[:]), binary.BigEndian.Uint16(b[3:]))
	func() {
		defer func() { fmt.Println(recover()) }()
		binary.BigEndian.Uint32(b[:3])
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		binary.LittleEndian.PutUint64(b[:3], 1)
	}()
	f := binary.BigEndian.Uint16
	fmt.Println(f(b[:]))
	var order binary.ByteOrder = binary.LittleEndian
	fmt.Println(order.Uint16(b[:]))
	var buf bytes.Buffer
	buf.Grow(100)
	w := bufio.NewWriterSize(&buf, 16)
	for i := range 5 {
		fmt.Print(w.WriteString("hello"))
		fmt.Print(w.WriteByte(byte('0' + i)))
		fmt.Print(w.Write([]byte("xyz")))
	}
	w.Flush()
	fmt.Println(buf.String())
	buf.Reset()
	for i := range 300 {
		buf.WriteString("ab")
		buf.WriteByte(byte(i))
		if i%7 == 0 {
			buf.Next(3)
		}
		if i%50 == 0 {
			buf.Write(buf.Bytes()[:min(10, buf.Len())])
		}
	}
	fmt.Println(buf.Len(), buf.UnreadByte(), bytes.Count(buf.Bytes(), []byte("a")))
	var sb strings.Builder
	for i := range 100 {
		sb.WriteByte(byte('a' + i%26))
		sb.WriteString("-")
		sb.Write([]byte{'0'})
	}
	fmt.Println(sb.String())
	func() {
		defer func() { fmt.Println(recover()) }()
		c := sb
		c.WriteString("x")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *strings.Builder
		p.WriteString("x")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p *bufio.Scanner
		p.Scan()
	}()
	for _, in := range []string{"", "a", "a\n", "a\r\nb\rc\n\n\r\nlast\r", " one  two\u00a0three\tfour\u2003five é six\n", strings.Repeat("word ", 3000) + "x", "\u0085lead x"} {
		for _, split := range []bufio.SplitFunc{nil, bufio.ScanLines, bufio.ScanWords, bufio.ScanRunes, func(d []byte, e bool) (int, []byte, error) { return bufio.ScanWords(d, e) }} {
			s := bufio.NewScanner(strings.NewReader(in))
			if split != nil {
				s.Split(split)
			}
			n, last := 0, ""
			for s.Scan() {
				n++
				last = s.Text()
				if n < 12 {
					fmt.Printf("%.20q ", last)
				}
			}
			fmt.Println(n, len(last), s.Err(), s.Scan(), s.Text())
		}
	}
	r := bufio.NewReaderSize(strings.NewReader(strings.Repeat("0123456789", 5)), 16)
	for {
		c, err := r.ReadByte()
		if err != nil {
			fmt.Println(err)
			break
		}
		if c == '5' {
			r.UnreadByte()
			x, _ := r.ReadByte()
			fmt.Print(string(x), r.UnreadRune())
			r.Discard(1)
		}
	}
	sr, br := strings.NewReader("héy"), bytes.NewReader([]byte("ab"))
	for range 6 {
		fmt.Print(sr.ReadByte())
		fmt.Print(br.ReadByte())
		fmt.Print(sr.UnreadRune())
	}
	fmt.Println(sr.UnreadByte(), br.Len())
}
