package jsontext

import (
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	"errors"
	"math"
	"strconv"
)

// A Kind says what a token or value is, by its first byte; numbers are all '0'.
type Kind byte

const (
	KindInvalid     Kind = 0
	KindNull        Kind = 'n'
	KindFalse       Kind = 'f'
	KindTrue        Kind = 't'
	KindString      Kind = '"'
	KindNumber      Kind = '0'
	KindBeginObject Kind = '{'
	KindEndObject   Kind = '}'
	KindBeginArray  Kind = '['
	KindEndArray    Kind = ']'
)

func (k Kind) String() string {
	switch k {
	case 0:
		return "invalid"
	case 'n':
		return "null"
	case 'f':
		return "false"
	case 't':
		return "true"
	case '"':
		return "string"
	case '0':
		return "number"
	case '{', '}', '[', ']':
		return string(rune(k))
	}
	return "<invalid jsontext.Kind: " + jsonwire.QuoteRune(string([]byte{byte(k)})) + ">"
}

// kindOf is the kind of what begins with c.
func kindOf(c byte) Kind {
	switch c {
	case 'n', 'f', 't', '"', '{', '}', '[', ']':
		return Kind(c)
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return '0'
	}
	return 0
}

// A Token is a literal, a string, a number, or what begins or ends an array or object. One that a Decoder returned is
// good until its next call.
type Token struct {
	nonComparable

	kind Kind
	form byte    // of numbers: i, u, f or F (float32), or as they were read
	from *buffer // where it was read
	text string
	num  uint64 // the number's bits; for a token that was read, the place in the stream
}

const asRead = 'r'

var (
	Null        = Token{kind: 'n'}
	False       = Token{kind: 'f'}
	True        = Token{kind: 't'}
	BeginObject = Token{kind: '{'}
	EndObject   = Token{kind: '}'}
	BeginArray  = Token{kind: '['}
	EndArray    = Token{kind: ']'}
)

func Bool(b bool) Token {
	if b {
		return True
	}
	return False
}

func String(s string) Token { return Token{kind: '"', text: s} }

func Int(n int64) Token { return Token{kind: '0', form: 'i', num: uint64(n)} }

func Uint(n uint64) Token { return Token{kind: '0', form: 'u', num: n} }

// Float is a number; NaN and the infinities are the strings "NaN", "Infinity" and "-Infinity".
func Float(n float64) Token {
	switch {
	case n != n:
		return String("NaN")
	case n > math.MaxFloat64:
		return String("Infinity")
	case n < -math.MaxFloat64:
		return String("-Infinity")
	}
	return Token{kind: '0', form: 'f', num: math.Float64bits(n)}
}

// Float32 is Float with the digits that a float32 needs.
func Float32(n float32) Token {
	t := Float(float64(n))
	if t.kind == '0' {
		t.form, t.num = 'F', uint64(math.Float32bits(n))
	}
	return t
}

// raw is the text of a token that was read.
func (t *Token) raw() []byte {
	if uint64(t.from.startOffset()) != t.num {
		panic("invalid jsontext.Token; it has been voided by a subsequent json.Decoder call")
	}
	return t.from.previous()
}

// Kind returns what the token is, KindInvalid for the zero token.
func (t Token) Kind() Kind {
	if t.from != nil {
		t.raw()
	}
	return t.kind
}

// Clone makes a token that stays good.
func (t Token) Clone() Token {
	if t.from == nil {
		return t
	}
	b := append([]byte(nil), t.raw()...)
	t.from = &buffer{buf: b, prevEnd: len(b)}
	t.num = 0
	return t
}

func (t *Token) wrongKind() {
	panic("invalid JSON token kind: " + t.Kind().String())
}

// Bool panics unless t is true or false.
func (t Token) Bool() bool {
	if t.kind != 't' && t.kind != 'f' {
		t.wrongKind()
	}
	return t.kind == 't'
}

// String is the text of a string, or the token as JSON.
func (t Token) String() string {
	if t.from != nil {
		b := t.raw()
		if t.kind == '"' {
			text, _ := jsonwire.Unquote(b)
			return text
		}
		return string(b)
	}
	switch t.kind {
	case 0:
		return "<invalid jsontext.Token>"
	case '"':
		return t.text
	case '0':
		return string(t.appendNumber(nil))
	}
	return t.kind.String()
}

func (t *Token) appendNumber(b []byte) []byte {
	switch t.form {
	case 'i':
		return strconv.AppendInt(b, int64(t.num), 10)
	case 'u':
		return strconv.AppendUint(b, t.num, 10)
	case 'F':
		return jsonwire.AppendFloat(b, t.float(), 32)
	}
	return jsonwire.AppendFloat(b, t.float(), 64)
}

// append writes a string or number.
func (t *Token) append(b []byte, options *jsonopts.Struct) ([]byte, error) {
	flags := int(options.On & jsonopts.Wire)
	switch {
	case t.from != nil:
		raw := t.raw()
		out, at, wrong, length, place, _ := jsonwire.Reformat(b, raw, flags, 1, "", "")
		if wrong != jsonwire.Nothing {
			return b, jsonwire.Fault(wrong, raw, at, length, place)
		}
		return out, nil
	case t.kind == '"':
		b, valid := jsonwire.AppendQuote(b, t.text, flags)
		if !valid && !options.Has(jsonopts.AllowInvalidUTF8) {
			return b, jsonwire.ErrInvalidUTF8
		}
		return b, nil
	}
	return t.appendNumber(b), nil
}

// float is the number of a token that was made from one.
func (t *Token) float() float64 {
	switch t.form {
	case 'i':
		return float64(int64(t.num))
	case 'u':
		return float64(t.num)
	case 'F':
		return float64(math.Float32frombits(uint32(t.num)))
	}
	return math.Float64frombits(t.num)
}

// Float is the number, or one of the strings that stand for NaN and the infinities; it panics for other tokens. Where the
// number is too large: an infinity and an error.
func (t Token) Float() (float64, error) { return t.asFloat(64) }

// Float32 is Float for float32.
func (t Token) Float32() (float32, error) {
	f, err := t.asFloat(32)
	return float32(f), err
}

func (t *Token) asFloat(bits int) (float64, error) {
	if t.kind == '0' {
		if t.from != nil {
			f, err := strconv.ParseFloat(string(t.raw()), bits)
			if err != nil {
				err = t.wrong("Float", errors.Unwrap(err))
			}
			return f, err
		}
		f := t.float()
		if bits == 32 && t.form == 'f' && math.IsInf(float64(float32(f)), 0) {
			return f, t.wrong("Float", strconv.ErrRange)
		}
		return f, nil
	}
	if t.Kind() == '"' {
		switch t.String() {
		case "NaN":
			return math.NaN(), nil
		case "Infinity":
			return math.Inf(1), nil
		case "-Infinity":
			return math.Inf(-1), nil
		}
	}
	t.wrongKind()
	return 0, nil
}

func (t *Token) wrong(accessor string, err error) error { return &numError{accessor, t.String(), err} }

// Int is the number; if it is too large the nearest there is, if it is not whole what is before its point, and an error.
// It panics for other tokens.
func (t Token) Int() (int64, error) {
	if t.kind != '0' {
		t.wrongKind()
	}
	var f float64
	switch {
	case t.from != nil:
		text := string(t.raw())
		n, err := strconv.ParseInt(text, 10, 64)
		switch {
		case err == nil:
			return n, nil
		case errors.Unwrap(err) == strconv.ErrRange:
			return n, t.wrong("Int", strconv.ErrRange)
		}
		f, _ = strconv.ParseFloat(text, 64)
		return toInt(f), t.wrong("Int", strconv.ErrSyntax)
	case t.form == 'i':
		return int64(t.num), nil
	case t.form == 'u':
		if t.num > math.MaxInt64 {
			return math.MaxInt64, t.wrong("Int", strconv.ErrRange)
		}
		return int64(t.num), nil
	}
	f = t.float()
	n := toInt(f)
	switch {
	case math.Trunc(f) != f:
		return n, t.wrong("Int", strconv.ErrSyntax)
	case n == math.MinInt64 && f < math.MinInt64, n == math.MaxInt64 && f > math.MaxInt64:
		return n, t.wrong("Int", strconv.ErrRange)
	}
	return n, nil
}

func toInt(f float64) int64 {
	switch {
	case f >= 1<<63:
		return math.MaxInt64
	case f < -1<<63:
		return math.MinInt64
	}
	return int64(f)
}

// Uint is as Int; negative numbers have the wrong form.
func (t Token) Uint() (uint64, error) {
	if t.kind != '0' {
		t.wrongKind()
	}
	var f float64
	switch {
	case t.from != nil:
		text := string(t.raw())
		n, err := strconv.ParseUint(text, 10, 64)
		switch {
		case err == nil:
			return n, nil
		case errors.Unwrap(err) == strconv.ErrRange:
			return n, t.wrong("Uint", strconv.ErrRange)
		}
		f, _ = strconv.ParseFloat(text, 64)
		return toUint(f), t.wrong("Uint", strconv.ErrSyntax)
	case t.form == 'u':
		return t.num, nil
	case t.form == 'i':
		if int64(t.num) < 0 {
			return 0, t.wrong("Uint", strconv.ErrSyntax)
		}
		return t.num, nil
	}
	f = t.float()
	n := toUint(f)
	switch {
	case math.Trunc(f) != f || math.Signbit(f):
		return n, t.wrong("Uint", strconv.ErrSyntax)
	case n == math.MaxUint64 && f > math.MaxUint64:
		return n, t.wrong("Uint", strconv.ErrRange)
	}
	return n, nil
}

func toUint(f float64) uint64 {
	switch {
	case f >= 1<<64:
		return math.MaxUint64
	case f < 0:
		return 0
	}
	return uint64(f)
}
