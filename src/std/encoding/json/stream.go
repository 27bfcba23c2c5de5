package json

import (
	"bytes"
	"io"
	"reflect"
	"strconv"
	"unicode/utf8"
)

// A Decoder reads JSON values from a stream. Its form is known to token.rs.
type Decoder struct {
	r         io.Reader
	buf       []byte
	at        int   // where what is not yet used begins
	before    int64 // bytes of the stream before buf
	readErr   error
	err       error
	useNumber bool
	knownOnly bool

	// The stream itself, then the arrays and objects that Token has begun and not ended.
	levels []level
	// For InputOffset: More was called, or Token came to the end, so that the offset is that of the next token.
	peeked, ended bool
}

type level struct {
	kind byte // 0, '[' or '{'
	n    int  // how many tokens it has had; in objects names count too
}

// colon: a name was read, and its value is to come.
func (l level) colon() bool { return l.kind == '{' && l.n%2 == 1 }

// name: a name is to come.
func (l level) name() bool { return l.kind == '{' && l.n%2 == 0 }

// NewDecoder returns a decoder that reads r, more of it than a value may need.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r, levels: []level{{}}} }

// UseNumber makes numbers in an any a Number instead of a float64.
func (dec *Decoder) UseNumber() { dec.useNumber = true }

// DisallowUnknownFields makes members that the struct has no field for an error.
func (dec *Decoder) DisallowUnknownFields() { dec.knownOnly = true }

// refill reads more of the stream. False: there is no more.
func (dec *Decoder) refill() bool {
	if dec.readErr != nil {
		return false
	}
	if dec.at > 0 && dec.at >= len(dec.buf)/2 {
		n := copy(dec.buf, dec.buf[dec.at:])
		dec.before += int64(dec.at)
		dec.buf = dec.buf[:n]
		dec.at = 0
	}
	if cap(dec.buf)-len(dec.buf) < 512 {
		bigger := make([]byte, len(dec.buf), 2*cap(dec.buf)+1024)
		copy(bigger, dec.buf)
		dec.buf = bigger
	}
	n, err := dec.r.Read(dec.buf[len(dec.buf):cap(dec.buf)])
	dec.buf = dec.buf[:len(dec.buf)+n]
	dec.readErr = err
	return n > 0 || err == nil
}

// space: the first byte from `from` bytes behind the last token on that is none, reading on as needed.
func (dec *Decoder) space(from int) (at int, err error) {
	for {
		for ; dec.at+from < len(dec.buf); from++ {
			switch dec.buf[dec.at+from] {
			case ' ', '\t', '\r', '\n':
			default:
				return from, nil
			}
		}
		if !dec.refill() {
			if dec.readErr == io.EOF {
				return from, io.ErrUnexpectedEOF
			}
			return from, dec.readErr
		}
	}
}

// next: how far behind the last token the next one begins, and its first byte. The comma or colon that has to stand before it
// is looked for, but nothing is used up: after an error all is as before.
func (dec *Decoder) next() (at int, c byte, err error) {
	before, err := dec.space(0)
	if err != nil {
		if err == io.ErrUnexpectedEOF && len(dec.levels) == 1 {
			err = io.EOF
		}
		return 0, 0, err
	}
	at = before
	delim := byte(0)
	if c = dec.buf[dec.at+at]; c == ',' || c == ':' {
		delim = c
		if at, err = dec.space(at + 1); err != nil {
			if wrong := dec.misplaced(delim, '"', before); wrong != nil {
				err = wrong
			}
			return 0, 0, err
		}
		c = dec.buf[dec.at+at]
	}
	return at, c, dec.misplaced(delim, c, before)
}

// misplaced says what is wrong with delim (0: none) at `at`, where a token that begins with c follows.
func (dec *Decoder) misplaced(delim, c byte, at int) error {
	l := dec.levels[len(dec.levels)-1]
	wanted, context := byte(0), "looking for beginning of value"
	switch {
	case l.colon():
		wanted, context = ':', "after object key"
	case l.kind != 0 && l.n > 0 && c != ']' && c != '}':
		wanted, context = ',', dec.after()
	}
	if delim == wanted {
		return nil
	}
	return dec.unexpected(at, context)
}

func (dec *Decoder) after() string {
	if dec.levels[len(dec.levels)-1].kind == '{' {
		return "after object key:value pair"
	}
	return "after array element"
}

func (dec *Decoder) unexpected(at int, context string) error {
	text := dec.buf[dec.at+at : min(dec.at+at+utf8.UTFMax, len(dec.buf))]
	r, n := utf8.DecodeRune(text)
	shown := strconv.QuoteRune(r)
	if r == utf8.RuneError && n == 1 {
		shown = "'\\x" + hex(text[0]>>4) + hex(text[0]&15) + "'"
	}
	return &SyntaxError{"invalid character " + shown + " " + context, dec.offset(at) + int64(n)}
}

func hex(digit byte) string { return "0123456789abcdef"[digit : digit+1] }

func (dec *Decoder) offset(at int) int64 { return dec.before + int64(dec.at+at) }

// value reads until the value that begins `at` behind the last token is whole: its end.
func (dec *Decoder) value(at int) (end int, err error) {
	// Where much has been read, the text is judged again only when it has doubled, or when its brackets are closed.
	const few = 1 << 16
	next, counted, state := 0, at, 0
	for {
		closed := false
		if next > 0 {
			state, closed = closes(dec.buf, dec.at+counted, state)
			counted = len(dec.buf) - dec.at
		}
		if closed || len(dec.buf)-dec.at >= next || dec.readErr != nil {
			end, wrong, short := scanValue(dec.buf, dec.at+at)
			atEnd := end == len(dec.buf) && dec.readErr == nil && dec.isNumber(end)
			switch {
			case wrong == "" && !atEnd:
				return end - dec.at, nil
			case wrong != "" && !short:
				return 0, &SyntaxError{wrong, dec.before + int64(end)}
			}
			if n := len(dec.buf) - dec.at; n > few {
				next = 2 * n
			}
		}
		if !dec.refill() {
			if dec.readErr != io.EOF {
				return 0, dec.readErr
			}
			if end, wrong, _ := scanValue(dec.buf, dec.at+at); wrong == "" {
				return end - dec.at, nil
			}
			return 0, io.ErrUnexpectedEOF
		}
	}
}

// closes counts brackets and quotes from an offset on, in a state that it gave before (0 at first), up to where they are closed.
func closes(data []byte, from, state int) (then int, closed bool)

// isNumber reports whether a number ends here: it may go on.
func (dec *Decoder) isNumber(end int) bool {
	c := dec.buf[end-1]
	return '0' <= c && c <= '9'
}

// take uses up a token that ends `end` behind the last one.
func (dec *Decoder) take(end int) {
	dec.at += end
	dec.peeked, dec.ended = false, false
}

// Decode reads the next value into the variable that v points to.
func (dec *Decoder) Decode(v any) error {
	if dec.err != nil {
		return dec.err
	}
	data, err := dec.whole()
	if err != nil {
		dec.err = err
		return err
	}
	if t := reflect.TypeOf(v); t == nil || t.Kind() != reflect.Pointer || reflect.ValueOf(v).IsNil() {
		return &InvalidUnmarshalError{t}
	}
	d := decodeState{data: data, useNumber: dec.useNumber, knownOnly: dec.knownOnly}
	return d.decode(v)
}

// whole reads a value of any kind.
func (dec *Decoder) whole() ([]byte, error) {
	at, c, err := dec.next()
	if err != nil {
		return nil, err
	}
	end, err := dec.value(at)
	if err != nil {
		return nil, err
	}
	if err = dec.named(at, c); err != nil {
		return nil, err
	}
	data := dec.buf[dec.at+at : dec.at+end]
	dec.levels[len(dec.levels)-1].n++
	dec.take(end)
	return data, nil
}

// named refuses what is no string where a name is to come.
func (dec *Decoder) named(at int, c byte) error {
	if c != '"' && dec.levels[len(dec.levels)-1].name() {
		return &SyntaxError{"object member name must be a string", dec.offset(at) + 1}
	}
	return nil
}

// Buffered returns what was read of the stream and not yet used.
func (dec *Decoder) Buffered() io.Reader { return bytes.NewReader(dec.buf[dec.at:]) }

// A Token is a Delim, a bool, a float64, a Number, a string, or nil for null.
type Token any

// A Delim is one of [ ] { }.
type Delim rune

func (d Delim) String() string { return string(d) }

// quickToken finds a token that is all in the buffer: a bracket or the first byte of a value, '0' for a number, '#' for one that is to
// stay a text; 0: nothing has been done.
func quickToken(dec *Decoder) (kind byte, text string, number float64)

// Token returns the next token; commas and colons are left out. At the end: nil and io.EOF.
func (dec *Decoder) Token() (Token, error) {
	switch kind, text, number := quickToken(dec); kind {
	case 0:
	case '"':
		return text, nil
	case '0':
		return number, nil
	case '#':
		return Number(text), nil
	case 'n':
		return nil, nil
	case 't', 'f':
		return kind == 't', nil
	default:
		return Delim(kind), nil
	}
	if dec.err != nil {
		return nil, dec.err
	}
	token, err := dec.token()
	if err == io.ErrUnexpectedEOF && len(bytes.Trim(dec.buf[dec.at:], " \r\n\t,:")) == 0 && dec.readErr == io.EOF {
		// Between tokens the end is no mistake.
		dec.ended = true
		return nil, io.EOF
	}
	return token, err
}

func (dec *Decoder) token() (Token, error) {
	at, c, err := dec.next()
	if err != nil {
		return nil, err
	}
	switch c {
	case '[', '{':
		if err := dec.named(at, c); err != nil {
			return nil, err
		}
		if len(dec.levels) > 10000 {
			return nil, &SyntaxError{"exceeded max depth", dec.offset(at) + 1}
		}
		dec.levels[len(dec.levels)-1].n++
		dec.levels = append(dec.levels, level{kind: c})
		dec.take(at + 1)
		return Delim(c), nil
	case ']', '}':
		l := dec.levels[len(dec.levels)-1]
		switch {
		case l.kind != c-2: // the brackets lie two apart
			if l.n > 0 && l.kind != 0 {
				return nil, dec.unexpected(at, dec.after())
			}
			return nil, dec.unexpected(at, "looking for beginning of value")
		case l.colon():
			return nil, &SyntaxError{"missing value after object key", dec.offset(at) + 1}
		}
		dec.levels = dec.levels[:len(dec.levels)-1]
		dec.take(at + 1)
		return Delim(c), nil
	}
	end, err := dec.value(at)
	if err != nil {
		return nil, err
	}
	if err = dec.named(at, c); err != nil {
		return nil, err
	}
	text := string(dec.buf[dec.at+at : dec.at+end])
	dec.levels[len(dec.levels)-1].n++
	dec.take(end)
	switch c {
	case 'n':
		return nil, nil
	case 't':
		return true, nil
	case 'f':
		return false, nil
	case '"':
		return unquoted(text), nil
	}
	if dec.useNumber {
		return Number(text), nil
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, &UnmarshalTypeError{Value: "number " + text, Type: reflect.TypeFor[float64](), Offset: dec.InputOffset()}
	}
	return f, nil
}

func tryDecoderMore(dec *Decoder) bool

// More reports whether the array or object that is being read has another element, or something that is wrong.
func (dec *Decoder) More() bool {
	dec.peeked = true
	_, c, err := dec.next()
	if err != nil {
		if err == io.ErrUnexpectedEOF && dec.readErr == io.EOF {
			err = &SyntaxError{"unexpected end of JSON input", dec.offset(len(dec.buf) - dec.at)}
		}
		if dec.err == nil {
			dec.err = err
		}
		return dec.err != io.EOF
	}
	return c != ']' && c != '}'
}

// InputOffset is the number of bytes of the stream before the end of the last token, or before the next one after More.
func (dec *Decoder) InputOffset() int64 {
	if dec.peeked || dec.ended {
		rest := dec.buf[dec.at:]
		if next := bytes.TrimLeft(rest, " \n\r\t"); len(next) > 0 {
			at := len(rest) - len(next)
			if dec.ended && (next[0] == ',' || next[0] == ':') {
				at++
			}
			return dec.offset(at)
		}
	}
	return dec.offset(0)
}

// An Encoder writes JSON values to a stream.
type Encoder struct {
	w              io.Writer
	err            error
	plain          bool
	prefix, indent string
}

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

// Encode writes v and a line break.
func (enc *Encoder) Encode(v any) error {
	if enc.err != nil {
		return enc.err
	}
	b, err := marshal(v, !enc.plain)
	if err != nil {
		return err
	}
	if enc.prefix != "" || enc.indent != "" {
		b = []byte(indented(b, enc.prefix, enc.indent))
	}
	if _, err = enc.w.Write(append(b, '\n')); err != nil {
		enc.err = err
	}
	return err
}

// SetIndent makes Encode write as Indent does; two empty strings end that.
func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.indent = prefix, indent }

// SetEscapeHTML says whether <, > and & are escaped in strings: they are unless told otherwise.
func (enc *Encoder) SetEscapeHTML(on bool) { enc.plain = !on }
