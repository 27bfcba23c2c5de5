// Package base32 encodes bytes as text of 32 letters, as RFC 4648 has it.
package base32

import (
	"io"
	"slices"
	"strconv"
)

// An Encoding is an alphabet of 32 letters and a padding.
type Encoding struct {
	letters [32]byte
	values  [256]byte
	padChar rune
}

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

const invalid = 0xff

// NewEncoding returns a padded encoding with the given alphabet: 32 distinct bytes without line breaks.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 32 {
		panic("encoding alphabet is not 32-bytes long")
	}
	e := &Encoding{padChar: StdPadding}
	for i := range e.values {
		e.values[i] = invalid
	}
	copy(e.letters[:], encoder)
	for i := range len(encoder) {
		c := encoder[i]
		if c == '\n' || c == '\r' {
			panic("encoding alphabet contains newline character")
		}
		if e.values[c] != invalid {
			panic("encoding alphabet includes duplicate symbols")
		}
		e.values[c] = byte(i)
	}
	return e
}

// StdEncoding is the standard one.
var StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

// HexEncoding keeps the order of what is encoded, as DNS wants it.
var HexEncoding = NewEncoding("0123456789ABCDEFGHIJKLMNOPQRSTUV")

// WithPadding returns the encoding with another padding, or with none (NoPadding).
func (enc Encoding) WithPadding(padding rune) *Encoding {
	switch {
	case padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != NoPadding && enc.values[byte(padding)] != invalid:
		panic("padding contained in alphabet")
	}
	enc.padChar = padding
	return &enc
}

// EncodedLen is the length of n bytes encoded.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padChar == NoPadding {
		return n/5*8 + (n%5*8+4)/5
	}
	return (n + 4) / 5 * 8
}

// DecodedLen is the greatest length of the bytes that n bytes of text stand for.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padChar == NoPadding {
		return n/8*5 + n%8*5/8
	}
	return n / 8 * 5
}

// Encode fills dst with EncodedLen(len(src)) bytes.
func (enc *Encoding) Encode(dst, src []byte) {
	at := 0
	for len(src) > 0 {
		group := src[:min(5, len(src))]
		src = src[len(group):]
		var bits uint64
		for i := range 5 {
			bits <<= 8
			if i < len(group) {
				bits |= uint64(group[i])
			}
		}
		used := (len(group)*8 + 4) / 5
		for i := range 8 {
			switch {
			case i < used:
				dst[at] = enc.letters[bits>>(35-5*i)&31]
			case enc.padChar == NoPadding:
				continue
			default:
				dst[at] = byte(enc.padChar)
			}
			at++
		}
	}
}

// AppendEncode appends the encoded src.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	n := enc.EncodedLen(len(src))
	dst = slices.Grow(dst, n)
	enc.Encode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n]
}

// EncodeToString returns the encoded src.
func (enc *Encoding) EncodeToString(src []byte) string {
	return string(enc.AppendEncode(nil, src))
}

// A CorruptInputError is the offset of a byte that cannot be there.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base32 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// decode decodes text without line breaks; end: there was padding, or the last group was not full.
func (enc *Encoding) decode(dst, src []byte) (n int, end bool, err error) {
	for at := 0; at < len(src) && !end; {
		var bits uint64
		count := 0
		for ; count < 8; count++ {
			if at == len(src) {
				if enc.padChar != NoPadding {
					return n, false, CorruptInputError(at - count)
				}
				end = true
				break
			}
			c := src[at]
			at++
			left := len(src) - at
			if c == byte(enc.padChar) && count >= 2 && left < 8 {
				if left+count < 7 {
					return n, false, CorruptInputError(len(src))
				}
				for k := range 7 - count {
					if k < left && src[at+k] != byte(enc.padChar) {
						return n, false, CorruptInputError(at + k - 1)
					}
				}
				if count == 3 || count == 6 {
					return n, false, CorruptInputError(at - 1)
				}
				end = true
				break
			}
			v := enc.values[c]
			if v == invalid {
				return n, false, CorruptInputError(at - 1)
			}
			bits = bits<<5 | uint64(v)
		}
		bits <<= 5 * (8 - count)
		for i := range [...]int{0, 0, 1, 0, 2, 3, 0, 4, 5}[count] {
			dst[n] = byte(bits >> (32 - 8*i))
			n++
		}
	}
	return n, end, nil
}

func withoutBreaks(src []byte) []byte {
	out := make([]byte, 0, len(src))
	for _, c := range src {
		if c != '\r' && c != '\n' {
			out = append(out, c)
		}
	}
	return out
}

// Decode writes at most DecodedLen(len(src)) bytes to dst. Line breaks in src are skipped.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	n, _, err = enc.decode(dst, withoutBreaks(src))
	return n, err
}

// AppendDecode appends the decoded src; after an error what was decoded before it.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	n := len(src)
	for n > 0 && rune(src[n-1]) == enc.padChar {
		n--
	}
	n = n/8*5 + n%8*5/8
	dst = slices.Grow(dst, n)
	n, err := enc.Decode(dst[len(dst):][:n], src)
	return dst[:len(dst)+n], err
}

// DecodeString returns the bytes that s stands for.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	b := withoutBreaks([]byte(s))
	n, _, err := enc.decode(b, b)
	return b[:n], err
}

type encoder struct {
	err  error
	enc  *Encoding
	w    io.Writer
	rest []byte // fewer than five bytes that wait for more
}

// NewEncoder returns a writer that encodes to w. Close writes what is left.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	n = len(p)
	p = append(e.rest, p...)
	whole := len(p) / 5 * 5
	for from := 0; from < whole; from += 640 {
		if _, e.err = e.w.Write(e.enc.AppendEncode(nil, p[from:min(from+640, whole)])); e.err != nil {
			return 0, e.err
		}
	}
	e.rest = slices.Clone(p[whole:])
	return n, nil
}

func (e *encoder) Close() error {
	if e.err == nil && len(e.rest) > 0 {
		_, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest))
		e.rest = nil
	}
	return e.err
}

type decoder struct {
	err  error
	enc  *Encoding
	r    io.Reader
	end  bool   // padding was seen
	rest []byte // letters of a group that is not full
	out  []byte
}

// NewDecoder returns a reader of what the text that r gives stands for.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		d.fill(len(p))
	}
	n = copy(p, d.out)
	if d.out = d.out[n:]; len(d.out) == 0 {
		return n, d.err
	}
	return n, nil
}

// fill reads a group or more, not many more than most bytes need, and decodes what is whole.
func (d *decoder) fill(most int) {
	group := 8
	if d.enc.padChar == NoPadding {
		group = 1
	}
	buf := make([]byte, min(max((most+4)/5*8, 8), 1024))
	before := len(d.rest)
	for len(d.rest) < group && d.err == nil {
		n, err := d.r.Read(buf[:len(buf)-len(d.rest)])
		d.rest, d.err = append(d.rest, withoutBreaks(buf[:n])...), err
	}
	// Text behind the end; of how much Go takes notice depends on what was left of the text before.
	if d.end && len(d.rest) > before && len(d.rest) >= group-before {
		d.err = CorruptInputError(0)
		return
	}
	if len(d.rest) < group {
		if d.err == io.EOF && len(d.rest) > 0 {
			d.err = io.ErrUnexpectedEOF
		}
		return
	}
	whole := len(d.rest) / group * group
	out := make([]byte, whole)
	n, end, err := d.enc.decode(out, d.rest[:whole])
	d.out, d.end, d.rest = out[:n], end, slices.Clone(d.rest[whole:])
	if err != nil && (d.err == nil || d.err == io.EOF) {
		d.err = err
	}
}
