// Package hex writes bytes as hexadecimal digits, and reads them.
package hex

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unsafe"
)

// ErrLength says that a text has an odd number of digits.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// An InvalidByteError is a byte that is no digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	text := strings.ToUpper(strconv.FormatUint(uint64(e), 16))
	text = "encoding/hex: invalid byte: U+" + strings.Repeat("0", 4-len(text)) + text
	if strconv.IsPrint(rune(e)) {
		text += " '" + string(rune(e)) + "'"
	}
	return text
}

// EncodedLen is the number of digits for n bytes.
func EncodedLen(n int) int { return n * 2 }

// DecodedLen is the number of bytes that n digits stand for.
func DecodedLen(x int) int { return x / 2 }

func encode(dst, src []byte)
func decode(dst []byte, src string) (n, bad int)

// Encode fills dst with two digits for each byte of src: how many.
func Encode(dst, src []byte) int {
	if len(src) > 0 {
		_ = dst[2*len(src)-1]
		encode(dst, src)
	}
	return len(src) * 2
}

// AppendEncode appends the digits of src.
func AppendEncode(dst, src []byte) []byte { return append(dst, EncodeToString(src)...) }

// EncodeToString returns the digits of src.
func EncodeToString(src []byte) string

func failure(s string, bad int) error {
	switch {
	case bad >= 0:
		return InvalidByteError(s[bad])
	case len(s)%2 == 1:
		return ErrLength
	}
	return nil
}

// Decode writes the bytes that src stands for to dst: how many, those before an error included.
func Decode(dst, src []byte) (int, error) {
	if len(src) > 1 {
		_ = dst[len(src)/2-1]
	}
	s := unsafe.String(unsafe.SliceData(src), len(src))
	n, bad := decode(dst, s)
	return n, failure(s, bad)
}

// AppendDecode appends the bytes that src stands for.
func AppendDecode(dst, src []byte) ([]byte, error) {
	if n := len(src) / 2; cap(dst)-len(dst) < n {
		dst = append(dst, make([]byte, n)...)[:len(dst)]
	}
	b, err := DecodeString(string(src))
	return append(dst, b...), err
}

// DecodeString returns the bytes that s stands for, those before an error included.
func DecodeString(s string) ([]byte, error) {
	b := make([]byte, len(s)/2)
	n, bad := decode(b, s)
	return b[:n], failure(s, bad)
}

type encoder struct {
	w   io.Writer
	err error
}

// NewEncoder returns a writer that writes digits to w.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	const most = 512
	for len(p) > 0 && e.err == nil {
		part := p[:min(len(p), most)]
		var written int
		written, e.err = e.w.Write(AppendEncode(nil, part))
		n += written / 2
		p = p[len(part):]
	}
	return n, e.err
}

type decoder struct {
	r    io.Reader
	err  error
	rest []byte
}

// NewDecoder returns a reader of the bytes that the digits of r stand for.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.rest) < 2 && d.err == nil {
		var buf [1024]byte
		copied := copy(buf[:], d.rest)
		var got int
		got, d.err = d.r.Read(buf[copied:])
		d.rest = append([]byte(nil), buf[:copied+got]...)
		if d.err == io.EOF && len(d.rest)%2 != 0 {
			if _, bad := decode(make([]byte, len(d.rest)), string(d.rest[len(d.rest)-1:])); bad >= 0 {
				d.err = InvalidByteError(d.rest[len(d.rest)-1])
			} else {
				d.err = io.ErrUnexpectedEOF
			}
		}
	}
	if have := len(d.rest) / 2; len(p) > have {
		p = p[:have]
	}
	n, err = Decode(p, d.rest[:len(p)*2])
	d.rest = d.rest[2*n:]
	if err != nil {
		d.rest, d.err = nil, err
	}
	if len(d.rest) < 2 {
		return n, d.err
	}
	return n, nil
}

// Dump returns data as `hexdump -C` shows it.
func Dump(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	var b strings.Builder
	d := Dumper(&b)
	d.Write(data)
	d.Close()
	return b.String()
}

// Dumper returns a writer that writes to w as Dump does. Close ends the last line.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

type dumper struct {
	w      io.Writer
	line   []byte // the line's bytes so far
	at     uint   // offset of the line
	closed bool
}

const perLine = 16

func (d *dumper) Write(data []byte) (n int, err error) {
	if d.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for len(data) > 0 {
		k := min(perLine-len(d.line), len(data))
		d.line = append(d.line, data[:k]...)
		data = data[k:]
		n += k
		if len(d.line) == perLine {
			if err := d.flush(); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func (d *dumper) flush() error {
	offset := []byte{byte(d.at >> 24), byte(d.at >> 16), byte(d.at >> 8), byte(d.at)}
	out := AppendEncode(nil, offset)
	for i := 0; i < perLine; i++ {
		if i%8 == 0 {
			out = append(out, ' ')
		}
		out = append(out, ' ')
		if i < len(d.line) {
			out = AppendEncode(out, d.line[i:i+1])
		} else {
			out = append(out, "  "...)
		}
	}
	out = append(out, "  |"...)
	for _, c := range d.line {
		if c < 32 || c > 126 {
			c = '.'
		}
		out = append(out, c)
	}
	out = append(out, "|\n"...)
	d.at += uint(len(d.line))
	d.line = d.line[:0]
	_, err := d.w.Write(out)
	return err
}

func (d *dumper) Close() error {
	if d.closed {
		return nil
	}
	d.closed = true
	if len(d.line) == 0 {
		return nil
	}
	return d.flush()
}
