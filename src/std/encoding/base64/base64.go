// Package base64 encodes bytes as text of 64 letters, as RFC 4648 has it.
package base64

import (
	"io"
	"strconv"
	"unsafe"
)

// An Encoding is an alphabet of 64 letters and a padding. The first fields are known to Rust.
type Encoding struct {
	encode    [64]byte
	decodeMap [256]byte
	padChar   rune
	strict    bool
}

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

const invalid = 0xff

// NewEncoding returns a padded encoding with the given alphabet: 64 distinct bytes without line breaks.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
	}
	e := &Encoding{padChar: StdPadding}
	for i := range e.decodeMap {
		e.decodeMap[i] = invalid
	}
	copy(e.encode[:], encoder)
	for i := 0; i < len(encoder); i++ {
		switch {
		case encoder[i] == '\n' || encoder[i] == '\r':
			panic("encoding alphabet contains newline character")
		case e.decodeMap[encoder[i]] != invalid:
			panic("encoding alphabet includes duplicate symbols")
		}
		e.decodeMap[encoder[i]] = byte(i)
	}
	return e
}

// WithPadding returns the encoding with another padding, or with none (NoPadding).
func (enc Encoding) WithPadding(padding rune) *Encoding {
	switch {
	case padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != NoPadding && enc.decodeMap[byte(padding)] != invalid:
		panic("padding contained in alphabet")
	}
	enc.padChar = padding
	return &enc
}

// Strict returns the encoding with the rule that unused trailing bits must be zero.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

// StdEncoding is the standard one, of RFC 4648.
var StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

// URLEncoding is the one for URLs and file names.
var URLEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

// RawStdEncoding is the standard one without padding.
var RawStdEncoding = StdEncoding.WithPadding(NoPadding)

// RawURLEncoding is that for URLs without padding.
var RawURLEncoding = URLEncoding.WithPadding(NoPadding)

func encodeTo(enc *Encoding, dst, src []byte)
func encodeString(enc *Encoding, src []byte) string
func decodeTo(enc *Encoding, dst []byte, src string) (n, bad int)

// letters appends what is not the end of a line.
func letters(dst, src []byte) []byte

// Encode fills dst with EncodedLen(len(src)) bytes.
func (enc *Encoding) Encode(dst, src []byte) {
	if len(src) == 0 {
		return
	}
	_ = enc.decodeMap
	_ = dst[enc.EncodedLen(len(src))-1]
	encodeTo(enc, dst, src)
}

// AppendEncode appends the encoded src.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	return append(dst, encodeString(enc, src)...)
}

// EncodeToString returns the encoded src.
func (enc *Encoding) EncodeToString(src []byte) string { return encodeString(enc, src) }

// EncodedLen is the length of n bytes encoded.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padChar == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

// DecodedLen is the greatest length of the bytes that n bytes of text stand for.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padChar == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
}

// A CorruptInputError is the offset of a byte that cannot be there.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

func corrupt(bad int) error {
	if bad < 0 {
		return nil
	}
	return CorruptInputError(bad)
}

// Decode writes at most DecodedLen(len(src)) bytes to dst. Line breaks in src are skipped.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	n, bad := decodeTo(enc, dst, unsafe.String(unsafe.SliceData(src), len(src)))
	return n, corrupt(bad)
}

// AppendDecode appends the decoded src; after an error what was decoded before it.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	n := len(src)
	for n > 0 && rune(src[n-1]) == enc.padChar {
		n--
	}
	// Room is made for all that src could be, as in Go: dst is written to only if it has that.
	if n = n/4*3 + n%4*6/8; cap(dst)-len(dst) < n {
		dst = append(dst, make([]byte, n)...)[:len(dst)]
	}
	b, err := enc.DecodeString(unsafe.String(unsafe.SliceData(src), len(src)))
	return append(dst, b...), err
}

// DecodeString returns the bytes that s stands for.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	b := make([]byte, len(s)/4*3+3)[:enc.DecodedLen(len(s))]
	n, bad := decodeTo(enc, b, s)
	return b[:n], corrupt(bad)
}

type encoder struct {
	err  error
	enc  *Encoding
	w    io.Writer
	rest []byte // fewer than three bytes that wait for more
}

// NewEncoder returns a writer that encodes to w. Close writes what is left.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	n = len(p)
	p = append(e.rest, p...)
	whole := len(p) / 3 * 3
	const most = 768
	for from := 0; from < whole; from += most {
		if _, e.err = e.w.Write(e.enc.AppendEncode(nil, p[from:min(from+most, whole)])); e.err != nil {
			return 0, e.err
		}
	}
	e.rest = append([]byte(nil), p[whole:]...)
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
	rest []byte // letters that wait for the others of their group
	out  []byte
	end  error
	buf  [1024]byte
}

// NewDecoder returns a reader of what the text that r gives stands for.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		// As much text as p has room for; errors count from where this piece of text begins, as with Go.
		d.fill(min(max(len(p)/3*4, 4), len(d.buf)))
	}
	n = copy(p, d.out)
	d.out = d.out[n:]
	if len(d.out) > 0 || n > 0 && d.err == d.end {
		return n, nil
	}
	return n, d.err
}

// fill reads until a group is there, of most letters, and decodes the whole groups.
func (d *decoder) fill(most int) {
	for len(d.rest) < 4 && d.end == nil {
		var n int
		n, d.end = d.r.Read(d.buf[:most-len(d.rest)])
		d.rest = letters(d.rest, d.buf[:n])
	}
	whole := len(d.rest) / 4 * 4
	if whole == 0 && d.enc.padChar == NoPadding {
		whole = len(d.rest)
	}
	if whole > 0 {
		d.out, d.err = d.enc.AppendDecode(d.out[:0], d.rest[:whole])
		d.rest = d.rest[:copy(d.rest, d.rest[whole:])]
		return
	}
	d.err = d.end
	if d.end == io.EOF && len(d.rest) > 0 {
		d.err = io.ErrUnexpectedEOF
	}
}
