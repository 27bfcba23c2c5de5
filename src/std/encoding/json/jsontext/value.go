package jsontext

import (
	"bytes"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"errors"
	"io"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// AppendQuote appends src as a JSON string. Where it is not UTF-8, U+FFFD is written, and it is an error.
func AppendQuote[Bytes ~[]byte | ~string](dst []byte, src Bytes) ([]byte, error) {
	dst, valid := jsonwire.AppendQuote(dst, string(src), 0)
	if !valid {
		return dst, &SyntacticError{Err: jsonwire.ErrInvalidUTF8}
	}
	return dst, nil
}

// AppendUnquote appends the text of the JSON string src, or as much of it as there is, with an error.
func AppendUnquote[Bytes ~[]byte | ~string](dst []byte, src Bytes) ([]byte, error) {
	text, err := jsonwire.Unquote([]byte(src))
	if err != nil {
		err = &SyntacticError{Err: err}
	}
	return append(dst, text...), err
}

// AppendFloat appends a number with the digits that it needs; bits is 32 or 64.
func AppendFloat(dst []byte, src float64, bits int) []byte {
	if bits != 32 && bits != 64 {
		panic("illegal AppendFloat bit size")
	}
	return jsonwire.AppendFloat(dst, src, bits)
}

// AppendFormat appends the value src as the options say, or as it is, with an error.
func AppendFormat[Bytes ~[]byte | ~string](dst []byte, src Bytes, opts ...Options) ([]byte, error) {
	b, err := format(Value(src), opts)
	if err != nil {
		return append(dst, src...), err
	}
	return append(dst, b...), nil
}

func format(v Value, opts ...[]Options) ([]byte, error) {
	var e encoderState
	e.reset(nil, nil, opts[0])
	for _, more := range opts[1:] {
		e.Join(more...)
	}
	e.Set(jsonopts.NoNewline, true)
	err := e.WriteValue(v)
	return e.Buf, err
}

// A Value is the text of a JSON value, perhaps with space around it.
type Value []byte

// Clone returns a copy.
func (v Value) Clone() Value { return bytes.Clone(v) }

// String returns the text, "null" for nil.
func (v Value) String() string {
	if v == nil {
		return "null"
	}
	return string(v)
}

// IsValid reports whether the text is JSON, by the options.
func (v Value) IsValid(opts ...Options) bool {
	var d decoderState
	d.reset(v, nil, opts)
	_, _, err := d.ReadValue()
	_, end := d.ReadToken()
	return err == nil && end == io.EOF
}

// Format lays the text out as the options say.
func (v *Value) Format(opts ...Options) error { return v.format(opts) }

func (v *Value) format(opts ...[]Options) error {
	b, err := format(*v, opts...)
	if err == nil && !bytes.Equal(*v, b) {
		*v = append((*v)[:0], b...)
	}
	return err
}

func asWritten() []Options {
	return []Options{AllowDuplicateNames(true), AllowInvalidUTF8(true), PreserveRawStrings(true)}
}

// Compact takes out the space between tokens.
func (v *Value) Compact(opts ...Options) error { return v.format(asWritten(), opts) }

// Indent puts each element and member on a line of its own.
func (v *Value) Indent(opts ...Options) error {
	return v.format(append(asWritten(), Multiline(true)), opts)
}

// Canonicalize writes the value as RFC 8785 demands.
func (v *Value) Canonicalize(opts ...Options) error {
	return v.format([]Options{CanonicalizeRawInts(true), CanonicalizeRawFloats(true), ReorderRawObjects(true)}, opts)
}

func (v Value) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	return v, nil
}

func (v *Value) UnmarshalJSON(b []byte) error {
	if v == nil {
		return errors.New("jsontext.Value: UnmarshalJSON on nil pointer")
	}
	*v = append((*v)[:0], b...)
	return nil
}

// Kind is what the text begins with.
func (v Value) Kind() Kind {
	if at := jsonwire.Space(v, 0); at < len(v) {
		return kindOf(v[at])
	}
	return 0
}

// A member is a piece of an object's text, comma and space before it included.
type member struct {
	name string
	text []byte
}

const gap = ", \n\r\t"

func (m member) compare(other member) int {
	if c := compareUTF16([]byte(m.name), []byte(other.name)); c != 0 {
		return c
	}
	return compareUTF16(bytes.TrimLeft(m.text, gap), bytes.TrimLeft(other.text, gap))
}

// reorder sorts the members of all objects in a valid value, in place.
func reorder(b []byte) {
	var d decoderState
	d.reset(b, nil, nil)
	d.Set(jsonopts.AllowDuplicateNames|jsonopts.AllowInvalidUTF8, true)
	d.reorder()
}

func (d *decoderState) reorder() {
	t, _ := d.ReadToken()
	switch t.Kind() {
	case '[':
		for d.PeekKind() != ']' {
			d.reorder()
		}
		d.ReadToken()
	case '{':
		var members []member
		sorted := true
		from := d.prevEnd
		for d.PeekKind() != '}' {
			began := d.prevEnd
			name, kind, _ := d.ReadValue()
			text := jsonwire.Text(name, kind)
			d.reorder()
			m := member{text, d.buf[began:d.prevEnd]}
			if n := len(members); n > 0 && sorted {
				sorted = members[n-1].compare(m) < 0
			}
			members = append(members, m)
		}
		to := d.prevEnd
		d.ReadToken()
		if sorted {
			return
		}
		// What stood before the first member stays first, and what then comes first leaves its comma to that.
		first := members[0].text
		slices.SortFunc(members, member.compare)
		lead := func(b []byte) []byte { return b[:len(b)-len(bytes.TrimLeft(b, gap))] }
		out := make([]byte, 0, to-from)
		for i, m := range members {
			before := lead(m.text)
			switch {
			case i == 0:
				before = lead(first)
			case &m.text[0] == &first[0]:
				before = lead(members[0].text)
			}
			out = append(append(out, before...), bytes.TrimLeft(m.text, gap)...)
		}
		copy(d.buf[from:to], out)
	}
}

// compareUTF16 compares texts by their UTF-16 units.
func compareUTF16(x, y []byte) int {
	for len(x) > 0 && len(y) > 0 {
		if x[0] < utf8.RuneSelf || y[0] < utf8.RuneSelf {
			if x[0] != y[0] {
				return int(x[0]) - int(y[0])
			}
			x, y = x[1:], y[1:]
			continue
		}
		rx, nx := utf8.DecodeRune(x)
		ry, ny := utf8.DecodeRune(y)
		if wide := rx > 0xFFFF; wide != (ry > 0xFFFF) {
			if wide {
				rx, _ = utf16.EncodeRune(rx)
			} else {
				ry, _ = utf16.EncodeRune(ry)
			}
		}
		if rx != ry {
			return int(rx - ry)
		}
		broken := rx == utf8.RuneError && (nx == 1 || ny == 1)
		if broken && x[0] != y[0] {
			return int(x[0]) - int(y[0])
		}
		x, y = x[nx:], y[ny:]
	}
	return len(x) - len(y)
}
