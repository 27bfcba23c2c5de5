// Package lzw compresses as Lempel, Ziv and Welch do, with codes of at most 12 bits: as in GIF and PDF.
package lzw

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// An Order says which bits of a byte come first.
type Order int

const (
	LSB Order = iota // the lowest, as in GIF
	MSB              // the highest, as in TIFF and PDF
)

const (
	mostBits = 12
	codes    = 1 << mostBits
	noCode   = 1<<16 - 1
)

var errClosed = errors.New("lzw: reader/writer is closed")

// check says what is wrong with the arguments.
func check(order Order, litWidth int) error {
	if order != LSB && order != MSB {
		return errors.New("lzw: unknown order")
	}
	if litWidth < 2 || litWidth > 8 {
		return fmt.Errorf("lzw: litWidth %d out of range", litWidth)
	}
	return nil
}

// A Reader decompresses.
type Reader struct {
	in    io.ByteReader
	order Order
	err   error
	lit   uint   // bits of a literal
	width uint   // bits of the next code
	bits  uint32 // read and not used yet
	count uint   // how many
	next  int    // the code that is defined next
	last  int    // the code before; noCode: none
	from  [codes]uint16
	tail  [codes]byte
	out   []byte // decompressed and not yet read
}

// NewReader returns a reader of what r has compressed, with literals of 2 to 8 bits. Close does not close r.
func NewReader(r io.Reader, order Order, litWidth int) io.ReadCloser {
	z := new(Reader)
	z.Reset(r, order, litWidth)
	return z
}

// Reset begins anew.
func (r *Reader) Reset(src io.Reader, order Order, litWidth int) {
	*r = Reader{order: order, err: check(order, litWidth), lit: uint(litWidth)}
	if r.err != nil {
		return
	}
	if in, ok := src.(io.ByteReader); ok {
		r.in = in
	} else if src != nil {
		r.in = bufio.NewReader(src)
	}
	r.clear()
}

func (r *Reader) clear() {
	r.width = r.lit + 1
	r.next = 1<<r.lit + 1
	r.last = noCode
}

func (r *Reader) code() (int, error) {
	for r.count < r.width {
		b, err := r.in.ReadByte()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return 0, err
		}
		if r.order == LSB {
			r.bits |= uint32(b) << r.count
		} else {
			r.bits = r.bits<<8 | uint32(b)
		}
		r.count += 8
	}
	mask := uint32(1)<<r.width - 1
	r.count -= r.width
	if r.order == LSB {
		c := r.bits & mask
		r.bits >>= r.width
		return int(c), nil
	}
	return int(r.bits >> r.count & mask), nil
}

// Read decompresses.
func (r *Reader) Read(b []byte) (int, error) {
	for len(r.out) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		r.fill()
	}
	n := copy(b, r.out)
	r.out = r.out[n:]
	return n, nil
}

// fill decompresses some thousand bytes.
func (r *Reader) fill() {
	clear := 1 << r.lit
	out := make([]byte, 0, 2*codes)
	defer func() { r.out = out }()
	var text [codes]byte
	for len(out) < codes {
		c, err := r.code()
		if err != nil {
			r.err = err
			return
		}
		switch {
		case c == clear:
			r.clear()
			continue
		case c == clear+1:
			r.err = io.EOF
			return
		case c > r.next:
			r.err = errors.New("lzw: invalid code")
			return
		}
		// The text of a code, from its end. One that is not defined yet is that of the code before, with its first byte again.
		at, walk := len(text), c
		if c == r.next && r.last != noCode {
			at--
			walk = r.last
		}
		for walk > clear {
			at--
			text[at] = r.tail[walk]
			walk = int(r.from[walk])
		}
		at--
		text[at] = byte(walk)
		if c == r.next && r.last != noCode {
			text[len(text)-1] = byte(walk)
		}
		out = append(out, text[at:]...)
		if r.last != noCode {
			r.from[r.next], r.tail[r.next] = uint16(r.last), byte(walk)
		}
		r.last = c
		if r.next++; r.next < 1<<r.width {
			continue
		}
		if r.width == mostBits {
			r.next-- // the table is full
			r.last = noCode
		} else {
			r.width++
		}
	}
}

// Close makes further reads fail.
func (r *Reader) Close() error {
	r.err = errClosed
	return nil
}

type byteWriter interface {
	io.ByteWriter
	Flush() error
}

// A Writer compresses.
type Writer struct {
	to    byteWriter
	order Order
	err   error
	lit   uint
	width uint
	bits  uint32
	count uint
	next  int // the code that was defined last
	code  int // of what was read and not written yet; noCode: nothing was
	known map[uint32]uint16
}

// NewWriter returns a writer that compresses to w, with literals of 2 to 8 bits. Close writes what is left, and does not close w.
func NewWriter(w io.Writer, order Order, litWidth int) io.WriteCloser {
	z := new(Writer)
	z.Reset(w, order, litWidth)
	return z
}

// Reset begins anew.
func (w *Writer) Reset(dst io.Writer, order Order, litWidth int) {
	*w = Writer{order: order, err: check(order, litWidth), lit: uint(litWidth), code: noCode}
	if w.err != nil {
		return
	}
	if to, ok := dst.(byteWriter); ok {
		w.to = to
	} else if dst != nil {
		w.to = bufio.NewWriter(dst)
	}
	w.clear()
}

func (w *Writer) clear() {
	w.width = w.lit + 1
	w.next = 1<<w.lit + 1
	w.known = map[uint32]uint16{}
}

func (w *Writer) put(code int) error {
	if w.order == LSB {
		w.bits |= uint32(code) << w.count
	} else {
		w.bits |= uint32(code) << (32 - w.width - w.count)
	}
	for w.count += w.width; w.count >= 8; w.count -= 8 {
		b := byte(w.bits)
		if w.order == MSB {
			b = byte(w.bits >> 24)
			w.bits <<= 8
		} else {
			w.bits >>= 8
		}
		if err := w.to.WriteByte(b); err != nil {
			return err
		}
	}
	return nil
}

// define counts a new code; false: there were no more, and all are forgotten.
func (w *Writer) define() (bool, error) {
	if w.next++; w.next == 1<<w.width {
		w.width++
	}
	if w.next < codes-1 {
		return true, nil
	}
	err := w.put(1 << w.lit)
	w.clear()
	return false, err
}

// Write compresses p.
func (w *Writer) Write(p []byte) (n int, err error) {
	if w.err != nil || len(p) == 0 {
		return 0, w.err
	}
	for _, b := range p {
		if b>>w.lit != 0 {
			w.err = errors.New("lzw: input byte too large for the litWidth")
			return 0, w.err
		}
	}
	rest := p
	if w.code == noCode {
		if w.err = w.put(1 << w.lit); w.err != nil {
			return 0, w.err
		}
		w.code, rest = int(p[0]), p[1:]
	}
	for _, b := range rest {
		key := uint32(w.code)<<8 | uint32(b)
		if longer, ok := w.known[key]; ok {
			w.code = int(longer)
			continue
		}
		if w.err = w.put(w.code); w.err != nil {
			return 0, w.err
		}
		w.code = int(b)
		defined, err := w.define()
		if w.err = err; err != nil {
			return 0, err
		}
		if defined {
			w.known[key] = uint16(w.next)
		}
	}
	return len(p), nil
}

// Close writes what is left.
func (w *Writer) Close() error {
	if w.err == errClosed {
		return nil
	}
	if w.err != nil {
		return w.err
	}
	w.err = errClosed
	last := w.code
	if last == noCode {
		last = 1 << w.lit
	}
	if err := w.put(last); err != nil {
		return err
	}
	if w.code != noCode {
		if _, err := w.define(); err != nil {
			return err
		}
	}
	if err := w.put(1<<w.lit + 1); err != nil {
		return err
	}
	if w.count > 0 {
		b := byte(w.bits)
		if w.order == MSB {
			b = byte(w.bits >> 24)
		}
		if err := w.to.WriteByte(b); err != nil {
			return err
		}
	}
	return w.to.Flush()
}
