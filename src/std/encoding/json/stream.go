package json

import (
	"bytes"
	"io"
	"reflect"
	"strconv"
)

// A Decoder reads JSON values from a stream.
type Decoder struct {
	r         io.Reader
	buf       []byte
	at        int   // where what is not yet used begins
	before    int64 // bytes of the stream before buf
	readErr   error
	err       error
	useNumber bool
	knownOnly bool

	open  []byte // '[' and '{' that Token has given
	state int    // what Token expects
	// For InputOffset: More was called, and the offset is that of the next token.
	peeked bool
}

// What Token expects.
const (
	tokenTop    = iota // a value, not nested
	tokenStart         // the first element, or ]
	tokenNext          // , or ]
	tokenValue         // an element behind a comma
	tokenName          // the first name, or }
	tokenMember        // a name behind a comma
	tokenColon         // :
	tokenOf            // a member's value
	tokenComma         // , or }
)

// NewDecoder returns a decoder that reads r, more of it than a value may need.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

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

// peek skips space: the next byte, or an error.
func (dec *Decoder) peek() (byte, error) {
	for {
		for ; dec.at < len(dec.buf); dec.at++ {
			switch c := dec.buf[dec.at]; c {
			case ' ', '\t', '\r', '\n':
			default:
				return c, nil
			}
		}
		if !dec.refill() {
			return 0, dec.readErr
		}
	}
}

// value reads until the value that begins here is whole: its end.
func (dec *Decoder) value() (end int, err error) {
	// Where much has been read, the text is looked at again only when it has doubled.
	const few = 1 << 16
	next := 0
	for {
		if len(dec.buf)-dec.at >= next || dec.readErr != nil {
			end, wrong, short := scanValue(dec.buf, dec.at)
			atEnd := end == len(dec.buf) && dec.readErr == nil && dec.isNumber(end)
			switch {
			case wrong == "" && !atEnd:
				return end, nil
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
			if end, wrong, _ := scanValue(dec.buf, dec.at); wrong == "" {
				return end, nil
			}
			return 0, io.ErrUnexpectedEOF
		}
	}
}

// isNumber reports whether a number ends here: it may go on.
func (dec *Decoder) isNumber(end int) bool {
	c := dec.buf[end-1]
	return '0' <= c && c <= '9'
}

// Decode reads the next value into the variable that v points to.
func (dec *Decoder) Decode(v any) error {
	if dec.err != nil {
		return dec.err
	}
	if err := dec.ready(); err != nil {
		dec.err = err
		return err
	}
	end, err := dec.value()
	if err != nil {
		dec.err = err
		return err
	}
	dec.peeked = false
	data := dec.buf[dec.at:end]
	dec.at = end
	dec.valueDone()
	if t := reflect.TypeOf(v); t == nil || t.Kind() != reflect.Pointer || reflect.ValueOf(v).IsNil() {
		return &InvalidUnmarshalError{t}
	}
	d := decodeState{data: data, useNumber: dec.useNumber, knownOnly: dec.knownOnly}
	return d.decode(v)
}

// ready steps over the comma or colon before the next value.
func (dec *Decoder) ready() error {
	c, err := dec.peek()
	if err != nil {
		if err == io.EOF && len(dec.open) > 0 {
			return io.ErrUnexpectedEOF
		}
		return err
	}
	switch dec.state {
	case tokenNext, tokenComma:
		if c != ',' {
			return dec.unexpected("after array element")
		}
		dec.at++
		dec.state = tokenValue
		_, err = dec.peek()
	case tokenColon:
		if c != ':' {
			return dec.unexpected("after object key")
		}
		dec.at++
		dec.state = tokenOf
		_, err = dec.peek()
	}
	return err
}

// valueDone: a value was read at this level.
func (dec *Decoder) valueDone() {
	switch {
	case len(dec.open) == 0:
		dec.state = tokenTop
	case dec.open[len(dec.open)-1] == '[':
		dec.state = tokenNext
	case dec.state == tokenName || dec.state == tokenMember:
		dec.state = tokenColon
	default:
		dec.state = tokenComma
	}
}

func (dec *Decoder) unexpected(context string) error {
	r := []rune(string(dec.buf[dec.at:min(dec.at+4, len(dec.buf))]))[0]
	return &SyntaxError{"invalid character " + strconv.QuoteRune(r) + " " + context, dec.InputOffset() + 1}
}

// Buffered returns what was read of the stream and not yet used.
func (dec *Decoder) Buffered() io.Reader { return bytes.NewReader(dec.buf[dec.at:]) }

// A Token is a Delim, a bool, a float64, a Number, a string, or nil for null.
type Token any

// A Delim is one of [ ] { }.
type Delim rune

func (d Delim) String() string { return string(d) }

// Token returns the next token; commas and colons are left out. At the end: nil and io.EOF.
func (dec *Decoder) Token() (Token, error) {
	if dec.err != nil {
		return nil, dec.err
	}
	for {
		c, err := dec.peek()
		if err != nil {
			return nil, err
		}
		switch dec.state {
		case tokenNext, tokenComma:
			switch {
			case c == ',':
				dec.at++
				dec.state++
				if dec.state = tokenValue; dec.open[len(dec.open)-1] == '{' {
					dec.state = tokenMember
				}
				continue
			case c == dec.closing():
				return dec.close(c), nil
			case dec.state == tokenNext:
				return nil, dec.unexpected("after array element")
			}
			return nil, dec.unexpected("after object key:value pair")
		case tokenColon:
			if c != ':' {
				return nil, dec.unexpected("after object key")
			}
			dec.at++
			dec.state = tokenOf
			continue
		case tokenStart, tokenName:
			if c == dec.closing() {
				return dec.close(c), nil
			}
		}
		if (dec.state == tokenName || dec.state == tokenMember) && c != '"' {
			return nil, dec.unexpected("looking for beginning of object key string")
		}
		if c == '[' || c == '{' {
			dec.peeked = false
			dec.at++
			dec.open = append(dec.open, c)
			if dec.state = tokenStart; c == '{' {
				dec.state = tokenName
			}
			return Delim(c), nil
		}
		end, err := dec.value()
		if err != nil {
			return nil, err
		}
		dec.peeked = false
		text := string(dec.buf[dec.at:end])
		dec.at = end
		dec.valueDone()
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
}

// closing is the delimiter that ends the innermost array or object.
func (dec *Decoder) closing() byte {
	if dec.open[len(dec.open)-1] == '[' {
		return ']'
	}
	return '}'
}

func (dec *Decoder) close(c byte) Token {
	dec.peeked = false
	dec.at++
	dec.open = dec.open[:len(dec.open)-1]
	dec.state = tokenOf
	dec.valueDone()
	return Delim(c)
}

// More reports whether the array or object that is being read has another element.
func (dec *Decoder) More() bool {
	dec.peeked = true
	c, err := dec.peek()
	return err == nil && c != ']' && c != '}'
}

// InputOffset is the number of bytes of the stream before the end of the last token, or before the next one after More.
func (dec *Decoder) InputOffset() int64 { return dec.before + int64(dec.at) }

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
		b = []byte(indent(b, enc.prefix, enc.indent))
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
