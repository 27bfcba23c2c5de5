package jsontext

import (
	"bytes"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"io"
	"math/bits"
)

// An Encoder writes tokens and values to a stream; each value of the stream ends with a line break.
type Encoder struct {
	s encoderState
}

type encoderState struct {
	state
	jsonopts.Struct

	Buf  []byte // what is not yet written
	base int64  // bytes of the stream before Buf
	w    io.Writer

	largest int    // roughly, the largest value that was written
	spare   []byte // for AvailableBuffer

	// The arrays, maps and pointers that are being written, where that is deep.
	Seen map[any]struct{}
}

// NewEncoder returns an encoder that writes to w, at the latest when a value of the stream is whole. A bytes.Buffer is
// written to without a copy.
func NewEncoder(w io.Writer, opts ...Options) *Encoder {
	e := new(Encoder)
	e.Reset(w, opts...)
	return e
}

// Reset makes e as new.
func (e *Encoder) Reset(w io.Writer, opts ...Options) {
	switch {
	case e == nil:
		panic("jsontext: invalid nil Encoder")
	case w == nil:
		panic("jsontext: invalid nil io.Writer")
	case e.s.Has(jsonopts.WithinCall):
		panic("jsontext: cannot reset Encoder passed to json.MarshalerTo")
	}
	b := e.s.Buf[:0]
	if _, alias := e.s.w.(*bytes.Buffer); alias {
		b = nil
	}
	e.s.reset(b, w, opts)
}

func (e *encoderState) reset(b []byte, w io.Writer, opts []Options) {
	e.restart()
	e.Buf, e.base, e.w, e.largest, e.Seen = b, 0, w, 0, nil
	if buffer, ok := w.(*bytes.Buffer); ok && buffer != nil {
		e.Buf = buffer.AvailableBuffer()
	}
	var options jsonopts.Struct
	options.Join(opts...)
	if options.Has(jsonopts.Multiline) {
		options.SpreadOut()
	}
	e.Struct = options
}

// Options returns the options that the encoder was made with and, while the program's own methods are called, those of
// the call.
func (e *Encoder) Options() Options { return &e.s.Struct }

// Full reports whether it is time to flush.
func (e *encoderState) Full() bool {
	return e.w != nil && (len(e.levels) == 1 || len(e.Buf) > 3*cap(e.Buf)/4)
}

// Wrote ends the writing of a token or value.
func (e *encoderState) Wrote(b []byte) error {
	e.Buf = b
	if e.Full() {
		return e.flush()
	}
	return nil
}

func (e *encoderState) flush() error {
	if e.w == nil || e.mayTakeBack() {
		return nil
	}
	if len(e.levels) == 1 && !e.Has(jsonopts.NoNewline) {
		e.Buf = append(e.Buf, '\n')
	}
	if buffer, ok := e.w.(*bytes.Buffer); ok {
		n, _ := buffer.Write(e.Buf)
		e.base += int64(n)
		if free := buffer.Available(); free < buffer.Len()/4 {
			buffer.Grow(free + 1)
		}
		e.Buf = buffer.AvailableBuffer()
		return nil
	}
	n, err := e.w.Write(e.Buf)
	e.base += int64(n)
	if err != nil {
		if n > 0 {
			e.Buf = e.Buf[:copy(e.Buf, e.Buf[n:])]
		}
		return &ioError{"write", err}
	}
	e.Buf = e.Buf[:0]
	const large = 4 << 10
	if size := cap(e.Buf); size < large && int64(size) < e.base/2 {
		e.Buf = make([]byte, 0, 2*size)
	}
	return nil
}

// mayTakeBack: what was written last may be an empty member that is not wanted.
func (e *encoderState) mayTakeBack() bool {
	l := e.Last()
	switch {
	case l.N == 0 && len(e.levels) > 1, l.needsValue():
		return true
	case l.NeedsName():
		return emptyEnd(e.Buf) > 0
	}
	return l.N == 0
}

// emptyEnd is how long the empty value is with which b ends.
func emptyEnd(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch string(b[len(b)-2:]) {
	case "ll":
		return 4
	case `""`, "{}", "[]":
		return 2
	}
	return 0
}

// TakeBackEmpty takes the last member, which began at an offset, back if its value is empty; before it the object's
// last name was another.
func (e *encoderState) TakeBackEmpty(began int64, before string) bool {
	n := emptyEnd(e.Buf)
	if n == 0 || len(e.Buf) < 3 || e.Buf[len(e.Buf)-1] == '"' && e.Buf[len(e.Buf)-3] == '\\' {
		return false
	}
	e.Buf = e.Buf[:began-e.base]
	l := e.Last()
	l.N -= 2
	if !e.Has(jsonopts.AllowDuplicateNames) && !l.Loose {
		l.remove(l.Name)
	}
	l.Name = before
	return true
}

// TakeBackName takes the only name back that an object has had.
func (e *encoderState) TakeBackName(began int64) string {
	l := e.Last()
	name := l.Name
	e.Buf = e.Buf[:began-e.base]
	l.N--
	if !e.Has(jsonopts.AllowDuplicateNames) && !l.Loose {
		l.remove(name)
	}
	l.Name = ""
	return name
}

// Begin is what is written so far with what has to stand before the next token.
func (e *encoderState) Begin(next Kind) []byte {
	b := e.Buf
	delim := e.delim(next)
	if delim != 0 {
		b = append(b, delim)
	}
	if !e.Has(jsonopts.AnyWhitespace) {
		return b
	}
	if delim == ':' {
		if e.Has(jsonopts.SpaceAfterColon) {
			b = append(b, ' ')
		}
		return b
	}
	if delim == ',' && e.Has(jsonopts.SpaceAfterComma) {
		b = append(b, ' ')
	}
	if e.Has(jsonopts.Multiline) {
		if n := e.Indents(next); n > 0 {
			b = append(b, '\n')
			b = append(b, e.Prefix...)
			for ; n > 1; n-- {
				b = append(b, e.Indent...)
			}
		}
	}
	return b
}

// GapBefore is how many bytes stand before the next value.
func (e *encoderState) GapBefore() int { return len(e.Begin('"')) - len(e.Buf) }

func (e *encoderState) wrong(err error, pos, where int) error {
	return e.syntactic(&e.Struct, err, e.base+int64(pos), where)
}

// WriteToken writes a token. One that does not fit is an error, and changes nothing.
func (e *Encoder) WriteToken(t Token) error { return e.s.WriteToken(t) }

func (e *encoderState) WriteToken(t Token) error {
	k := t.Kind()
	b := e.Begin(k)
	pos := len(b)
	var err error
	switch k {
	case 'n':
		b = append(b, "null"...)
		err = e.value()
	case 'f':
		b = append(b, "false"...)
		err = e.value()
	case 't':
		b = append(b, "true"...)
		err = e.value()
	case '"':
		if b, err = t.append(b, &e.Struct); err == nil {
			err = e.countText(b, pos)
		}
	case '0':
		if b, err = t.append(b, &e.Struct); err == nil {
			err = e.value()
		}
	case '{', '[':
		b = append(b, byte(k))
		if err = e.push(k == '{'); err == nil {
			e.Clear(jsonopts.Tags)
		}
	case '}', ']':
		b = append(b, byte(k))
		err = e.pop(k == '}')
	default:
		err = errInvalidToken
	}
	if err != nil {
		return e.wrong(err, pos, 1)
	}
	return e.Wrote(b)
}

// countText counts the string b[pos:].
func (e *encoderState) countText(b []byte, pos int) error {
	return e.text(!e.Has(jsonopts.AllowDuplicateNames), func() string {
		text, _ := jsonwire.Unquote(b[pos:])
		return text
	})
}

// AppendRaw writes a string without its quotes, or a number, that more appends. safe: it needs no escapes.
func (e *encoderState) AppendRaw(k Kind, safe bool, more func([]byte) ([]byte, error)) error {
	b := e.Begin(k)
	pos := len(b)
	var err error
	if k == '0' {
		if b, err = more(b); err != nil {
			return err
		}
		if err = e.value(); err != nil {
			return e.wrong(err, pos, 1)
		}
		return e.Wrote(b)
	}
	if safe {
		if b, err = more(append(b, '"')); err != nil {
			return err
		}
		b = append(b, '"')
	} else {
		text, err := more(nil)
		if err != nil {
			return err
		}
		var valid bool
		b, valid = jsonwire.AppendQuoteBytes(b, text, int(e.On&jsonopts.Wire))
		if !valid && !e.Has(jsonopts.AllowInvalidUTF8) {
			return e.wrong(jsonwire.ErrInvalidUTF8, pos, 1)
		}
	}
	if err = e.countText(b, pos); err != nil {
		return e.wrong(err, pos, 1)
	}
	return e.Wrote(b)
}

// WriteValue writes a value, laid out as the options say. One that is no JSON or does not fit is an error, and changes
// nothing.
func (e *Encoder) WriteValue(v Value) error { return e.s.WriteValue(v) }

func (e *encoderState) WriteValue(v Value) error {
	e.largest |= len(v)
	k := v.Kind()
	b := e.Begin(k)
	pos := len(b)
	from := jsonwire.Space(v, 0)
	flags := int(e.On & jsonopts.Wire)
	b, end, wrong, length, place, pointer := jsonwire.Reformat(b, v[from:], flags, len(e.levels), e.Prefix, e.Indent)
	end += from
	if wrong != jsonwire.Nothing {
		err := inside(jsonwire.Fault(wrong, v, end, length, place), pointer)
		return e.wrong(err, pos+end, 1)
	}
	if end = jsonwire.Space(v, end); end < len(v) {
		return e.wrong(jsonwire.Unexpected(v[end:], "after top-level value"), pos+end, 0)
	}
	var err error
	switch k {
	case '"':
		err = e.countText(b, pos)
	case '{', '[':
		if err = e.whole(k == '{'); err == nil && e.Has(jsonopts.ReorderRawObjects) {
			reorder(b[pos:])
		}
	default:
		err = e.value()
	}
	if err != nil {
		return e.wrong(err, pos, 1)
	}
	return e.Wrote(b)
}

// OutputOffset is how long the stream is, with what is not yet handed to the writer.
func (e *Encoder) OutputOffset() int64 { return e.s.base + int64(len(e.s.Buf)) }

// AvailableBuffer returns an empty buffer with room, to make a value in that is then written.
func (e *Encoder) AvailableBuffer() []byte {
	n := 1 << bits.Len(uint(e.s.largest|63))
	if cap(e.s.spare) < n {
		e.s.spare = make([]byte, 0, n)
	}
	return e.s.spare
}

// StackDepth is the number of arrays and objects that have begun and not ended.
func (e *Encoder) StackDepth() int { return len(e.s.levels) - 1 }

// StackIndex says what the level is, and how many values (names count too) it has had.
func (e *Encoder) StackIndex(i int) (Kind, int64) { return e.s.level(i) }

// StackPointer leads to the last value.
func (e *Encoder) StackPointer() Pointer { return e.s.Pointer(-1) }

// HasWriter: there is somebody to hand to what is written.
func (e *encoderState) HasWriter() bool { return e.w != nil }
