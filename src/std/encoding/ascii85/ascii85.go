// Package ascii85 encodes four bytes as five letters, as btoa and PostScript do.
package ascii85

import (
	"io"
	"strconv"
)

// Encode writes at most MaxEncodedLen(len(src)) bytes to dst, and returns how many. Four zeros are one z.
func Encode(dst, src []byte) int {
	n := 0
	for len(src) > 0 {
		group := src[:min(4, len(src))]
		src = src[len(group):]
		var v uint32
		for i := range 4 {
			v <<= 8
			if i < len(group) {
				v |= uint32(group[i])
			}
		}
		if v == 0 && len(group) == 4 {
			dst[n] = 'z'
			n++
			continue
		}
		var letters [5]byte
		for i := 4; i >= 0; i-- {
			letters[i] = '!' + byte(v%85)
			v /= 85
		}
		n += copy(dst[n:], letters[:len(group)+1])
	}
	return n
}

// MaxEncodedLen is the greatest length of n bytes encoded.
func MaxEncodedLen(n int) int { return (n + 3) / 4 * 5 }

type encoder struct {
	err  error
	w    io.Writer
	rest []byte // fewer than four bytes that wait for more
}

// NewEncoder returns a writer that encodes to w. Close writes what is left.
func NewEncoder(w io.Writer) io.WriteCloser { return &encoder{w: w} }

func (e *encoder) put(p []byte) error {
	out := make([]byte, MaxEncodedLen(len(p)))
	_, e.err = e.w.Write(out[:Encode(out, p)])
	return e.err
}

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	n = len(p)
	p = append(e.rest, p...)
	whole := len(p) &^ 3
	for from := 0; from < whole; from += 816 {
		if err := e.put(p[from:min(from+816, whole)]); err != nil {
			return 0, err
		}
	}
	e.rest = append([]byte(nil), p[whole:]...)
	return n, nil
}

func (e *encoder) Close() error {
	if e.err == nil && len(e.rest) > 0 {
		e.put(e.rest)
		e.rest = nil
	}
	return e.err
}

// A CorruptInputError is the offset of a byte that cannot be there.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal ascii85 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// Decode decodes whole groups as long as dst has room, and with flush also one that is not full. Space is skipped.
func Decode(dst, src []byte, flush bool) (ndst, nsrc int, err error) {
	var v uint32
	letters := 0
	put := func(count int) {
		for i := range count {
			dst[ndst] = byte(v >> (24 - 8*i))
			ndst++
		}
		v, letters = 0, 0
	}
	for i, c := range src {
		if len(dst)-ndst < 4 {
			return
		}
		switch {
		case c <= ' ':
			continue
		case c == 'z' && letters == 0:
			letters = 5
		case '!' <= c && c <= 'u':
			v = v*85 + uint32(c-'!')
			letters++
		default:
			return 0, 0, CorruptInputError(i)
		}
		if letters == 5 {
			nsrc = i + 1
			put(4)
		}
	}
	if !flush {
		return
	}
	nsrc = len(src)
	switch letters {
	case 0:
	case 1:
		return 0, 0, CorruptInputError(len(src))
	default:
		for range 5 - letters {
			v = v*85 + 84 // what was cut off must not round down
		}
		put(letters - 1)
	}
	return
}

type decoder struct {
	err, readErr error
	r            io.Reader
	rest         []byte // letters of a group that is not full
	out          []byte
}

// NewDecoder returns a reader of what the text that r gives stands for.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	if d.err != nil {
		return 0, d.err
	}
	for len(d.out) == 0 {
		if len(d.rest) > 0 {
			out := make([]byte, 4*len(d.rest)) // a z is four bytes
			var used int
			n, used, d.err = Decode(out, d.rest, d.readErr != nil)
			d.out = out[:n]
			kept := d.rest[:0]
			for _, c := range d.rest[used:] {
				if c > ' ' {
					kept = append(kept, c)
				}
			}
			d.rest = kept
			if n > 0 {
				break
			}
		}
		if d.err != nil {
			return 0, d.err
		}
		if d.readErr != nil {
			d.err = d.readErr
			return 0, d.err
		}
		var buf [1024]byte
		n, d.readErr = d.r.Read(buf[len(d.rest):])
		d.rest = append(d.rest, buf[len(d.rest):][:n]...)
	}
	n = copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}
