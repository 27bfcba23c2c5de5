// bytes.Buffer and bytes.Reader in every state, with readers and writers that fail.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

type negative struct{}

func (negative) Read([]byte) (int, error) { return -1, nil }

type short struct{ n int }

func (s short) Write(p []byte) (int, error) { return min(s.n, len(p)), nil }

func caught(f func()) {
	defer func() { fmt.Println("panic:", recover()) }()
	f()
}

func main() {
	b := bytes.NewBuffer([]byte("aß世\xff end"))
	fmt.Println(b.Len(), b.UnreadByte(), b.UnreadRune())
	for range 5 {
		r, n, err := b.ReadRune()
		fmt.Printf("%q %d %v; ", r, n, err)
	}
	fmt.Println(b.UnreadRune(), b.UnreadRune(), b.UnreadByte())
	c, err := b.ReadByte()
	fmt.Printf("%q %v %v %v\n", c, err, b.UnreadRune(), b.UnreadByte())
	peeked, err := b.Peek(3)
	fmt.Printf("%q %v\n", peeked, err)
	peeked, err = b.Peek(30)
	fmt.Printf("%q %v\n", peeked, err)
	line, err := b.ReadString('n')
	fmt.Printf("%q %v\n", line, err)
	rest, err := b.ReadBytes('!')
	fmt.Printf("%q %v\n", rest, err)
	_, err = b.ReadByte()
	fmt.Println(err, b.Len())
	_, _, err = b.ReadRune()
	fmt.Println(err, b.String() == "")
	b.Grow(200)
	fmt.Println(b.Available() >= 200, b.Cap() >= 200, len(b.AvailableBuffer()), cap(b.AvailableBuffer()) == b.Available())
	b.Write(append(b.AvailableBuffer(), "direct"...))
	for _, r := range []rune{'a', 'ß', '🎉', 0xd800, -1} {
		n, err := b.WriteRune(r)
		fmt.Print(n, err, " ")
	}
	b.WriteByte('.')
	b.WriteString("")
	fmt.Printf("%q\n", b)
	b.Truncate(6)
	fmt.Println(b.String(), string(b.Next(3)), string(b.Next(100)), b.Next(1) == nil)
	caught(func() { b.Truncate(1) })
	caught(func() { b.Truncate(-1) })
	caught(func() { b.Grow(-1) })
	caught(func() { b.Grow(1 << 62) })
	fmt.Println(bytes.ErrTooLarge)
	n, err := b.ReadFrom(strings.NewReader("from a reader"))
	fmt.Println(n, err, b)
	caught(func() { b.ReadFrom(negative{}) })
	n, err = b.ReadFrom(io.MultiReader(strings.NewReader("+"), failing{}))
	fmt.Println(n, err, b)
	n, err = b.WriteTo(short{3})
	fmt.Println(n, err, b)
	n, err = b.WriteTo(failing{})
	fmt.Println(n, err, b)
	var out bytes.Buffer
	n, err = b.WriteTo(&out)
	fmt.Println(n, err, out.String(), b.Len())
	n, err = b.WriteTo(&out)
	fmt.Println(n, err)
	m, err := b.Read(nil)
	fmt.Println(m, err)
	m, err = b.Read(make([]byte, 1))
	fmt.Println(m, err)
	var zero bytes.Buffer
	zero.Reset()
	var none *bytes.Buffer
	fmt.Println(zero.Cap(), zero.Bytes() == nil, none.String(), bytes.NewBufferString("text"))
	fmt.Println(zero.Cap())
	copyOf, err := zero.ReadString('x')
	fmt.Printf("%q %v\n", copyOf, err)

	var r *bytes.Reader = bytes.NewReader([]byte("ä世\xffz"))
	fmt.Println(r.Len(), r.Size(), r.UnreadByte(), r.UnreadRune())
	for {
		c, size, err := r.ReadRune()
		fmt.Printf("%q %d %v; ", c, size, err)
		if err != nil {
			break
		}
	}
	fmt.Println(r.UnreadRune(), r.UnreadByte(), r.Len())
	at, err := r.Seek(-2, io.SeekEnd)
	fmt.Println(at, err)
	at, err = r.Seek(-20, io.SeekCurrent)
	fmt.Println(at, err)
	at, err = r.Seek(0, 3)
	fmt.Println(at, err)
	c, err = r.ReadByte()
	fmt.Println(c, err)
	part := make([]byte, 4)
	for _, at := range []int64{0, 5, 7, -1} {
		n, err := r.ReadAt(part, at)
		fmt.Printf("%d %v %q; ", n, err, part[:n])
	}
	fmt.Println()
	n, err = r.WriteTo(&out)
	fmt.Println(n, err, out.Len())
	r.Reset([]byte("0123456789"))
	n, err = r.WriteTo(failing{})
	fmt.Println(n, err, r.Len())
	caught(func() { r.Reset([]byte("abc")); r.WriteTo(short{1}) })
	fmt.Println(r.Len())
	m, err = r.Read(nil)
	fmt.Println(m, err)
}

type failing struct{}

func (failing) Write(p []byte) (int, error) { return 2, errors.New("cannot write") }
func (failing) Read(p []byte) (int, error)  { return copy(p, "?"), errors.New("cannot read") }
