package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing/iotest"
	"text/tabwriter"
)

// A reader is what bufio.Reader, bytes.Buffer and the Readers of strings and bytes have in common.
type reader interface {
	io.Reader
	io.RuneScanner
	io.ByteScanner
}

// A writer is what bufio.Writer, bytes.Buffer and strings.Builder have in common.
type writer interface {
	io.Writer
	io.ByteWriter
	io.StringWriter
	WriteRune(rune) (int, error)
}

// delim is a byte of s, or another one.
func delim(s string) byte {
	if s == "" || chance(4) {
		return '\n'
	}
	return s[random.IntN(len(s))]
}

// source is a Reader with a small buffer, whose reader gives its text in pieces.
func sourceOf(s string) *bufio.Reader {
	var in io.Reader = strings.NewReader(s)
	switch random.IntN(4) {
	case 0:
		in = iotest.OneByteReader(in)
	case 1:
		in = iotest.HalfReader(in)
	case 2:
		in = iotest.DataErrReader(in)
	}
	return bufio.NewReaderSize(in, 16)
}

func step(r reader, s string) []any {
	switch random.IntN(9) {
	case 0, 1:
		b, err := r.ReadByte()
		return []any{b, err}
	case 2, 3:
		c, n, err := r.ReadRune()
		return []any{c, n, err}
	case 4:
		return []any{r.UnreadByte()}
	case 5:
		return []any{r.UnreadRune()}
	case 6:
		b := make([]byte, random.IntN(5))
		n, err := r.Read(b)
		return []any{n, b, err}
	}
	switch r := r.(type) {
	case *bytes.Buffer:
		switch random.IntN(3) {
		case 0:
			line, err := r.ReadBytes(delim(s))
			return []any{string(line), err}
		case 1:
			n, err := r.WriteRune(char())
			return []any{n, err, r.Len()}
		}
		line, err := r.ReadString(delim(s))
		return []any{line, err}
	case *bufio.Reader:
		switch random.IntN(4) {
		case 0:
			line, err := r.ReadSlice(delim(s))
			return []any{string(line), err}
		case 1:
			line, more, err := r.ReadLine()
			return []any{string(line), line == nil, more, err}
		case 2:
			line, err := r.ReadBytes(delim(s))
			return []any{string(line), err}
		}
		line, err := r.ReadString(delim(s))
		return []any{line, err, r.Buffered()}
	}
	return nil
}

type (
	small8 int8
	inner  struct {
		A uint16
		_ [3]byte
		B bool
	}
	closed struct {
		X int32
		y int16
	}
	embedded struct {
		inner
		C complex64
		D [2]inner
		E []byte
	}
	fixed struct {
		inner
		C complex64
		D [2]inner
		F float32
		G float64
		_ uint32
		H small8
	}
	around struct {
		A uint8
		C closed
	}
)

// value is something to be written or read in binary, mostly of fixed size.
func value() any {
	n := random.IntN(3)
	return pick[any](true, int8(-2), uint16(513), int32(-70000), uint64(1)<<60+5, float32(1.5), -2.25, complex(1, -2), small8(3), 7, "s", nil,
		make([]int16, n), make([]inner, n), [2]bool{true, false}, [0]closed{}, inner{A: 1, B: true}, &inner{A: 2}, fixed{F: 2, H: -1}, &fixed{G: 3},
		[]fixed{{C: 1i}}[:n/2], &[]uint32{1, 2, 3}, closed{1, 2}, &closed{1, 2}, &around{1, closed{2, 3}}, embedded{}, &embedded{}, new(bool), new(int64), new(float32),
		new([3]small8), [][]int8{{1}}, map[int]int{}, struct{}{}, []struct{}{{}, {}})
}

type tagged struct {
	A int `json:"a,omitempty" xml:"b"`
	B int `json:"\u0041b" x:"\n"`
	C int `json:"é" json:"twice"`
	D int `json`
	E int `bad:"unclosed`
	F int `  json:"spaced"   xml:"x"`
	G int `json:""`
	H int "json:\"line\nbreak\" xml:\"y\""
	inner
}

func main() {
	run([]call{
		{"Reader", func() []any {
			s := text() + text()
			r := pick[reader](strings.NewReader(s), bytes.NewReader([]byte(s)), bytes.NewBufferString(s), sourceOf(s), sourceOf(s))
			got := []any{s}
			for range 12 {
				got = append(got, step(r, s)...)
			}
			rest, err := io.ReadAll(r)
			return append(got, string(rest), err)
		}},
		{"Writer", func() []any {
			var b bytes.Buffer
			var below writer = &b
			small := bufio.NewWriterSize(&b, random.IntN(9))
			var built strings.Builder
			built.Grow(random.IntN(5))
			w := pick[writer](below, &built, small, small)
			var got []any
			for range random.IntN(12) {
				switch random.IntN(4) {
				case 0:
					got = append(got, w.WriteByte(byte(small8(char()))))
				case 1, 2:
					n, err := w.WriteRune(char())
					got = append(got, n, err)
				default:
					n, err := w.WriteString(text())
					got = append(got, n, err)
				}
				got = append(got, b.Len())
			}
			return append(got, small.Buffered(), small.Flush(), b.String(), built.String())
		}},
		{"binary", func() []any {
			order := pick[binary.ByteOrder](binary.LittleEndian, binary.BigEndian, binary.NativeEndian)
			v := value()
			var b bytes.Buffer
			err := binary.Write(&b, order, v)
			n := binary.Size(v)
			e := make([]byte, random.IntN(60))
			m, err2 := binary.Encode(e, order, v)
			return []any{fmt.Sprintf("%T", v), err, b.Bytes(), n, m, err2, e}
		}},
		{"binary.Read", func() []any {
			order := pick[binary.ByteOrder](binary.LittleEndian, binary.BigEndian)
			v := value()
			data := make([]byte, random.IntN(80))
			for i := range data {
				data[i] = byte(random.IntN(300))
			}
			if t := reflect.TypeOf(v); t != nil && t.Kind() != reflect.Pointer && chance(2) {
				v = reflect.New(t).Interface()
			}
			var got []any
			if chance(2) {
				n, err := binary.Decode(data, order, v)
				got = []any{n, err}
			} else {
				got = []any{binary.Read(bytes.NewReader(data), order, v)}
			}
			if reflect.ValueOf(v).Kind() == reflect.Pointer && !reflect.ValueOf(v).IsNil() {
				return append(got, fmt.Sprintf("%T %+v", v, reflect.ValueOf(v).Elem()))
			}
			return append(got, fmt.Sprintf("%T %+v", v, v))
		}},
		{"base64", func() []any {
			e := pick(base64.StdEncoding, base64.RawURLEncoding, base64.URLEncoding)
			s := e.EncodeToString([]byte(text() + text()))
			s = damaged(s, "\n", "\r\n", "=", "*", "A")
			b, err := io.ReadAll(iotest.HalfReader(base64.NewDecoder(e, strings.NewReader(s))))
			return []any{s, string(b), err}
		}},
		{"tabwriter", func() []any {
			var b strings.Builder
			flags := uint(random.IntN(64))
			w := tabwriter.NewWriter(&b, random.IntN(6), random.IntN(9), random.IntN(3), pick[byte](' ', '\t', '.'), flags)
			var got []any
			for range random.IntN(8) {
				s := pick("a\tb\n", "long cell\tx\ty\n", "\t\t\n", "<b>bold</b>\t&amp;\n", "\xffesc\taped\xff\t\n", "é\vü\f", "one\n", "\n", "open <\t", "& \n", text())
				n, err := w.Write([]byte(s))
				got = append(got, s, n, err)
				if chance(5) {
					got = append(got, w.Flush())
				}
			}
			return append(got, w.Flush(), b.String())
		}},
		{"fields", func() []any {
			v := reflect.ValueOf(tagged{})
			f := v.Type().Field(random.IntN(v.NumField()))
			key := pick("json", "xml", "x", "bad", "")
			value, ok := f.Tag.Lookup(key)
			name := pick("A", "B", "_", "inner", "none", "", "H")
			g, found := v.Type().FieldByName(name)
			return []any{f.Tag, key, value, ok, f.Tag.Get(key), g, found, v.FieldByName(name).IsValid()}
		}},
	})
}
