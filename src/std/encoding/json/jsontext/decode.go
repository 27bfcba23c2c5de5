package jsontext

import (
	"bytes"
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"errors"
	"io"
)

// A Decoder reads tokens and values from a stream of JSON values.
type Decoder struct {
	s decoderState
}

type decoderState struct {
	state
	buffer
	jsonopts.Struct

	// Strings that were read: what comes again needs no memory.
	Strings *[256]string
}

// A buffer holds what was read of the stream from the last token or value on.
type buffer struct {
	peeked    int // where the next token begins, if that is known; -1: what is wrong is
	peekErr   error
	buf       []byte
	prevStart int // the last token or value
	prevEnd   int
	base      int64 // bytes of the stream before buf
	r         io.Reader
}

func (b *buffer) startOffset() int64 { return b.base + int64(b.prevStart) }
func (b *buffer) endOffset() int64   { return b.base + int64(b.prevEnd) }
func (b *buffer) previous() []byte   { return b.buf[b.prevStart:b.prevEnd] }

// NewDecoder returns a decoder that reads r, more of it than a value may need. What is in a bytes.Buffer is not copied.
func NewDecoder(r io.Reader, opts ...Options) *Decoder {
	d := new(Decoder)
	d.Reset(r, opts...)
	return d
}

// Reset makes d as new.
func (d *Decoder) Reset(r io.Reader, opts ...Options) {
	switch {
	case d == nil:
		panic("jsontext: invalid nil Decoder")
	case r == nil:
		panic("jsontext: invalid nil io.Reader")
	case d.s.Has(jsonopts.WithinCall):
		panic("jsontext: cannot reset Decoder passed to json.UnmarshalerFrom")
	}
	b := d.s.buf[:0]
	if _, alias := d.s.r.(*bytes.Buffer); alias {
		b = nil
	}
	d.s.reset(b, r, opts)
}

func (d *decoderState) reset(b []byte, r io.Reader, opts []Options) {
	d.restart()
	d.buffer = buffer{buf: b, r: r}
	var options jsonopts.Struct
	options.Join(opts...)
	d.Struct = options
}

// Options returns the options that the decoder was made with and, while the program's own methods are called, those of
// the call.
func (d *Decoder) Options() Options { return &d.s.Struct }

var errBufferChanged = errors.New("invalid bytes.Buffer.Write call after calling bytes.Buffer.Next")

// fetch reads more of the stream; places in the buffer move. io.ErrUnexpectedEOF: there is no more.
func (d *decoderState) fetch() error {
	if d.r == nil {
		return io.ErrUnexpectedEOF
	}
	if b, ok := d.r.(*bytes.Buffer); ok {
		switch {
		case b.Len() == 0:
			return io.ErrUnexpectedEOF
		case len(d.buf) == 0:
			d.buf = b.Next(b.Len())
			return nil
		}
		return &ioError{"read", errBufferChanged}
	}
	const large = 4 << 10
	size := cap(d.buf)
	switch {
	case size == 0:
		size = 64
	case d.prevStart == 0 && len(d.buf) >= 3*size/4, size < large && int64(size) < d.endOffset()/2:
		size *= 2
	}
	if size > cap(d.buf) {
		d.buf = append(make([]byte, 0, size), d.buf[d.prevStart:]...)
	} else {
		d.buf = d.buf[:copy(d.buf[:size], d.buf[d.prevStart:])]
	}
	d.base += int64(d.prevStart)
	d.prevEnd -= d.prevStart
	d.prevStart = 0
	for {
		n, err := d.r.Read(d.buf[len(d.buf):cap(d.buf)])
		switch {
		case n > 0:
			d.buf = d.buf[:len(d.buf)+n]
			return nil
		case err == io.EOF:
			return io.ErrUnexpectedEOF
		case err != nil:
			return &ioError{"read", err}
		}
	}
}

// voided stands where a token begins that is not good any more.
const voided = '#'

// void makes the token that was read last invalid, so that its place may be used.
func (d *decoderState) void() {
	if d.r == nil || d.prevStart >= d.prevEnd || d.prevStart >= len(d.buf) {
		return
	}
	if _, alias := d.r.(*bytes.Buffer); alias {
		return
	}
	d.buf[d.prevStart] = voided
	d.prevStart = d.prevEnd
}

// space goes from pos to where there is no space, reading on as needed.
func (d *decoderState) space(pos int) (int, error) {
	for {
		pos = jsonwire.Space(d.buf, pos)
		if pos < len(d.buf) {
			return pos, nil
		}
		at := d.base + int64(pos)
		err := d.fetch()
		pos = int(at - d.base)
		if err != nil {
			return pos, err
		}
	}
}

// wrong gives an error its place.
func (d *decoderState) wrong(err error, pos, where int) error {
	last := d.Last()
	if err == jsonwire.ErrMismatch || isMismatch(err) {
		// A bracket that does not fit is worded by what it stands behind.
		pointer := d.Pointer(where)
		if w, ok := err.(*within); ok {
			pointer += Pointer(w.pointer)
		}
		place := "at start of value"
		if len(d.levels) > 1 && last.N > 0 {
			place = "after array element (expecting ',' or ']')"
			if last.Object {
				place = "after object value (expecting ',' or '}')"
			}
			pointer = pointer.Parent()
		}
		return placed(&d.Struct, jsonwire.Unexpected(d.buf[pos:], place), d.base+int64(pos), pointer)
	}
	return d.syntactic(&d.Struct, err, d.base+int64(pos), where)
}

func isMismatch(err error) bool {
	w, ok := err.(*within)
	return ok && w.error == jsonwire.ErrMismatch
}

// next finds where the next token begins, behind the comma or colon that has to stand there.
func (d *decoderState) next() (pos int, k Kind, err error) {
	d.void()
	pos, err = d.space(d.prevEnd)
	if err != nil {
		if err == io.ErrUnexpectedEOF && len(d.levels) == 1 {
			err = io.EOF
		}
		return 0, 0, d.wrong(err, pos, 0)
	}
	delim := byte(0)
	if c := d.buf[pos]; c == ':' || c == ',' {
		delim = c
		if pos, err = d.space(pos + 1); err != nil {
			err = d.wrong(err, pos, 0)
			if d.delim('"') != delim {
				err = d.misplaced('"')
			}
			return 0, 0, err
		}
	}
	k = kindOf(d.buf[pos])
	if d.delim(k) != delim {
		return 0, 0, d.misplaced(k)
	}
	return pos, k, nil
}

// misplaced says that a comma or colon is missing, or one too many.
func (d *decoderState) misplaced(next Kind) error {
	place := "at start of value"
	switch d.delim(next) {
	case ':':
		place = "after object name (expecting ':')"
	case ',':
		place = "after array element (expecting ',' or ']')"
		if d.Last().Object {
			place = "after object value (expecting ',' or '}')"
		}
	}
	pos := jsonwire.Space(d.buf, d.prevEnd)
	return d.wrong(jsonwire.Unexpected(d.buf[pos:], place), pos, 0)
}

// PeekKind returns the kind of the next token, and KindInvalid if that cannot be had: the next read says why.
func (d *Decoder) PeekKind() Kind { return d.s.PeekKind() }

func (d *decoderState) PeekKind() Kind {
	if d.peeked > 0 {
		return kindOf(d.buf[d.peeked])
	}
	pos, k, err := d.next()
	if err != nil {
		d.peeked, d.peekErr = -1, err
		return 0
	}
	d.peeked, d.peekErr = pos, nil
	return k
}

// begin is next, unless that was done already.
func (d *decoderState) begin() (pos int, k Kind, err error) {
	if d.peeked == 0 {
		return d.next()
	}
	pos, err = d.peeked, d.peekErr
	d.peeked, d.peekErr = 0, nil
	if err != nil {
		return 0, 0, err
	}
	return pos, kindOf(d.buf[pos]), nil
}

// GapBefore is how many bytes of space and delimiter stand before the next token.
func (d *decoderState) GapBefore() int {
	d.PeekKind()
	rest := d.buf[d.prevEnd:]
	return len(rest) - len(bytes.TrimLeft(rest, ",: \n\r\t"))
}

// scan steps over the value at pos, reading on as needed: where it begins now, where it ends or goes wrong, and what kind
// of string it is.
func (d *decoderState) scan(pos int) (start, end, kind int, err error) {
	flags := int(d.On & jsonopts.Wire)
	if d.Last().Object {
		flags |= jsonwire.InObject
	} else {
		flags |= jsonwire.InArray
	}
	for {
		end, kind, wrong, length, place, pointer := jsonwire.Value(d.buf, pos, flags, len(d.levels))
		open := wrong == jsonwire.Nothing && end == len(d.buf) && kindOf(d.buf[pos]) == '0'
		if wrong == jsonwire.Nothing && !open {
			return pos, end, kind, nil
		}
		if wrong > jsonwire.Short {
			return pos, end, 0, inside(jsonwire.Fault(wrong, d.buf, end, length, place), pointer)
		}
		at := d.base
		err := d.more(pos)
		pos -= int(d.base - at)
		end -= int(d.base - at)
		switch {
		case err == nil:
		case open && err == io.ErrUnexpectedEOF:
			return pos, end, kind, nil
		case open:
			return pos, pos, 0, err
		default:
			return pos, end, 0, inside(err, pointer)
		}
	}
}

// more reads on for the value at pos. Of a long one so much that looking at it again is worth it: until it may be
// whole, or has doubled.
func (d *decoderState) more(pos int) error {
	const long = 1 << 16
	had := len(d.buf) - pos
	if had < long {
		return d.fetch()
	}
	at, depth, mode := jsonwire.Balance(d.buf, pos, 0, 0)
	for {
		base := d.base
		err := d.fetch()
		moved := int(d.base - base)
		pos -= moved
		at -= moved
		if err != nil {
			return err
		}
		at, depth, mode = jsonwire.Balance(d.buf, at, depth, mode)
		if depth <= 0 && mode == 0 || len(d.buf)-pos >= 2*had {
			return nil
		}
	}
}

// take makes what lies there the last token or value.
func (d *decoderState) take(start, end int) {
	d.prevStart, d.prevEnd = start, end
}

// ReadToken returns the next token, io.EOF at the end of the stream.
func (d *Decoder) ReadToken() (Token, error) { return d.s.ReadToken() }

func (d *decoderState) ReadToken() (Token, error) {
	pos, k, err := d.begin()
	if err != nil {
		return Token{}, err
	}
	switch k {
	case '{', '[':
		if err = d.push(k == '{'); err != nil {
			return Token{}, d.wrong(err, pos, 1)
		}
		d.Clear(jsonopts.Tags)
		d.take(pos+1, pos+1)
		if k == '{' {
			return BeginObject, nil
		}
		return BeginArray, nil
	case '}', ']':
		if err = d.pop(k == '}'); err != nil {
			return Token{}, d.wrong(err, pos, 1)
		}
		d.take(pos+1, pos+1)
		if k == '}' {
			return EndObject, nil
		}
		return EndArray, nil
	case 0:
		return Token{}, d.wrong(jsonwire.Unexpected(d.buf[pos:], "at start of value"), pos, 1)
	}
	start, end, kind, err := d.scan(pos)
	if err != nil {
		return Token{}, d.wrong(err, end, 1)
	}
	if err = d.count(k, start, end, kind); err != nil {
		return Token{}, d.wrong(err, start, 1)
	}
	switch k {
	case 'n':
		d.take(end, end)
		return Null, nil
	case 'f':
		d.take(end, end)
		return False, nil
	case 't':
		d.take(end, end)
		return True, nil
	}
	d.take(start, end)
	return Token{kind: k, form: asRead, from: &d.buffer, num: uint64(d.startOffset())}, nil
}

// count counts a value in the array or object that it stands in.
func (d *decoderState) count(k Kind, start, end, kind int) error {
	switch k {
	case '"':
		return d.text(!d.Has(jsonopts.AllowDuplicateNames), func() string {
			return d.Text(d.buf[start:end], kind)
		})
	case '{', '[':
		return d.whole(k == '{')
	}
	return d.value()
}

// Text is the text of a string that was read.
func (d *decoderState) Text(b []byte, kind int) string {
	const longest = 256
	if kind&jsonwire.NotVerbatim != 0 || len(b) < 4 || len(b) > longest {
		return jsonwire.Text(b, kind)
	}
	if d.Strings == nil {
		d.Strings = new([256]string)
	}
	n := len(b)
	place := &d.Strings[byte(n)*31^b[1]*7^b[n-2]*13^b[n/2]]
	if *place != string(b[1:n-1]) {
		*place = string(b[1 : n-1])
	}
	return *place
}

// ReadValue returns the next value, good until the next call, io.EOF at the end of the stream.
func (d *Decoder) ReadValue() (Value, error) {
	v, _, err := d.s.ReadValue()
	return v, err
}

// ReadValue also says what kind of string it is.
func (d *decoderState) ReadValue() (Value, int, error) {
	pos, k, err := d.begin()
	if err != nil {
		return nil, 0, err
	}
	start, end, kind, err := d.scan(pos)
	if err != nil {
		return nil, 0, d.wrong(err, end, 1)
	}
	if err = d.count(k, start, end, kind); err != nil {
		return nil, 0, d.wrong(err, start, 1)
	}
	d.take(start, end)
	return d.buf[start:end:end], kind, nil
}

// SkipValue reads the next value and forgets it.
func (d *Decoder) SkipValue() error { return d.s.SkipValue() }

func (d *decoderState) SkipValue() error {
	switch d.PeekKind() {
	case '{', '[':
		return d.skip(len(d.levels), -1)
	}
	_, _, err := d.ReadValue()
	return err
}

// skip reads tokens until, at a depth or above, so many values have been read; -1: one token at least.
func (d *decoderState) skip(depth int, n int64) error {
	for n < 0 || len(d.levels) > depth || len(d.levels) == depth && d.Last().N < n {
		if _, err := d.ReadToken(); err != nil {
			return err
		}
		if n < 0 && len(d.levels) <= depth {
			return nil
		}
	}
	return nil
}

// SkipUntil reads until so many values have been read at a depth.
func (d *decoderState) SkipUntil(depth int, n int64) error { return d.skip(depth, n) }

// SkipRest reads to the end of an array or object that has just begun.
func (d *decoderState) SkipRest() error {
	if len(d.levels) > 1 && d.Last().N == 0 {
		return d.skip(len(d.levels)-1, -1)
	}
	return nil
}

// CheckNext looks whether the next value is JSON, without reading it, and if it is to be the last, that nothing follows.
func (d *decoderState) CheckNext(last bool) error {
	d.PeekKind()
	pos, err := d.peeked, d.peekErr
	d.peeked, d.peekErr = 0, nil
	if err != nil {
		return err
	}
	_, end, _, err := d.scan(pos)
	if err != nil {
		return d.wrong(err, end, 1)
	}
	if last {
		return d.checkEnd(end)
	}
	return nil
}

// AtEnd reports whether nothing but space follows.
func (d *decoderState) AtEnd() bool {
	_, err := d.space(d.prevEnd)
	return err == io.ErrUnexpectedEOF
}

// CheckEnd refuses what follows.
func (d *decoderState) CheckEnd() error { return d.checkEnd(d.prevEnd) }

func (d *decoderState) checkEnd(pos int) error {
	pos, err := d.space(pos)
	switch err {
	case nil:
		return d.wrong(jsonwire.Unexpected(d.buf[pos:], "after top-level value"), pos, 0)
	case io.ErrUnexpectedEOF:
		return nil
	}
	return err
}

// Previous is the last token or value, nil if it is not there any more.
func (d *decoderState) Previous() []byte {
	b := d.previous()
	if d.peeked > 0 || len(b) > 0 && b[0] == voided {
		return nil
	}
	if len(b) == 0 {
		// Literals and brackets are told by where they end.
		b = d.buf[:d.prevEnd]
		for _, token := range [...]string{"null", "false", "true", "{", "}", "[", "]"} {
			if bytes.HasSuffix(b, []byte(token)) {
				return b[len(b)-len(token):]
			}
		}
	}
	return b
}

// InputOffset is where in the stream the last token or value ended.
func (d *Decoder) InputOffset() int64 { return d.s.endOffset() }

// UnreadBuffer is what was read of the stream behind the last token or value.
func (d *Decoder) UnreadBuffer() []byte { return d.s.buf[d.s.prevEnd:] }

// StackDepth is the number of arrays and objects that have begun and not ended.
func (d *Decoder) StackDepth() int { return len(d.s.levels) - 1 }

// StackIndex says what the level is, and how many values (names count too) it has had.
func (d *Decoder) StackIndex(i int) (Kind, int64) { return d.s.level(i) }

// StackPointer leads to the last value.
func (d *Decoder) StackPointer() Pointer { return d.s.Pointer(-1) }

// Buffer is what was read of the stream, and where in it the next token begins, which was peeked at.
func (d *decoderState) Buffer() (b []byte, at int) { return d.buf, d.peeked }

// GoTo makes what lies there in the buffer the last token or value.
func (d *decoderState) GoTo(start, end int) {
	d.peeked, d.peekErr = 0, nil
	d.take(start, end)
}

// At is where in the buffer the last token or value ended.
func (d *decoderState) At() int { return d.prevEnd }
