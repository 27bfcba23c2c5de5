// Package gzip reads and writes files of gzip (RFC 1952).
package gzip

import (
	"bufio"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"time"
)

// Levels of compression, as package flate has them.
const (
	NoCompression      = flate.NoCompression
	BestSpeed          = flate.BestSpeed
	BestCompression    = flate.BestCompression
	DefaultCompression = flate.DefaultCompression
	HuffmanOnly        = flate.HuffmanOnly
)

var (
	// ErrChecksum says that the data do not fit their checksum or length.
	ErrChecksum = errors.New("gzip: invalid checksum")
	// ErrHeader says that this is no gzip.
	ErrHeader = errors.New("gzip: invalid header")
)

// A Header is what a member of a file says of what it holds.
type Header struct {
	Comment string
	Extra   []byte
	ModTime time.Time
	Name    string
	OS      byte
}

// What the flags of a header say is there.
const (
	hasCRC     = 1 << 1
	hasExtra   = 1 << 2
	hasName    = 1 << 3
	hasComment = 1 << 4
)

// A Reader reads the members of a file, one after the other, as one text.
type Reader struct {
	Header // of the first member, or with Multistream(false) of this one

	from   flate.Reader
	body   io.ReadCloser
	digest uint32
	size   uint32
	single bool
	err    error
}

// NewReader reads the first header.
func NewReader(r io.Reader) (*Reader, error) {
	z := new(Reader)
	if err := z.Reset(r); err != nil {
		return nil, err
	}
	return z, nil
}

// Reset begins another file, and reads its first header.
func (z *Reader) Reset(r io.Reader) error {
	body := z.body
	*z = Reader{body: body}
	if own, ok := r.(flate.Reader); ok {
		z.from = own
	} else {
		z.from = bufio.NewReader(r)
	}
	z.Header, z.err = z.header()
	return z.err
}

// Multistream(false) has reading end with each member; Reset goes on to the next.
func (z *Reader) Multistream(ok bool) { z.single = !ok }

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// text reads up to a zero byte, Latin-1.
func (z *Reader) text(sum *uint32) (string, error) {
	var b strings.Builder
	for range 512 {
		c, err := z.from.ReadByte()
		if err != nil {
			return "", unexpected(err)
		}
		*sum = crc32.Update(*sum, crc32.IEEETable, []byte{c})
		if c == 0 {
			return b.String(), nil
		}
		b.WriteRune(rune(c))
	}
	return "", ErrHeader
}

func (z *Reader) header() (h Header, err error) {
	var b [10]byte
	if _, err := io.ReadFull(z.from, b[:]); err != nil {
		// Nothing at all is the end of the file, not an error of its.
		return h, err
	}
	if b[0] != 0x1f || b[1] != 0x8b || b[2] != 8 {
		return h, ErrHeader
	}
	flags := b[3]
	if t := int64(binary.LittleEndian.Uint32(b[4:])); t > 0 {
		h.ModTime = time.Unix(t, 0)
	}
	h.OS = b[9]
	sum := crc32.ChecksumIEEE(b[:])
	if flags&hasExtra != 0 {
		if _, err := io.ReadFull(z.from, b[:2]); err != nil {
			return h, unexpected(err)
		}
		sum = crc32.Update(sum, crc32.IEEETable, b[:2])
		h.Extra = make([]byte, binary.LittleEndian.Uint16(b[:]))
		if _, err := io.ReadFull(z.from, h.Extra); err != nil {
			return h, unexpected(err)
		}
		sum = crc32.Update(sum, crc32.IEEETable, h.Extra)
	}
	if flags&hasName != 0 {
		if h.Name, err = z.text(&sum); err != nil {
			return h, err
		}
	}
	if flags&hasComment != 0 {
		if h.Comment, err = z.text(&sum); err != nil {
			return h, err
		}
	}
	if flags&hasCRC != 0 {
		if _, err := io.ReadFull(z.from, b[:2]); err != nil {
			return h, unexpected(err)
		}
		if binary.LittleEndian.Uint16(b[:]) != uint16(sum) {
			return h, ErrHeader
		}
	}
	z.digest, z.size = 0, 0
	if z.body == nil {
		z.body = flate.NewReader(z.from)
	} else {
		z.body.(flate.Resetter).Reset(z.from, nil)
	}
	return h, nil
}

func (z *Reader) Read(p []byte) (n int, err error) {
	if z.err != nil {
		return 0, z.err
	}
	for n == 0 {
		n, z.err = z.body.Read(p)
		z.digest = crc32.Update(z.digest, crc32.IEEETable, p[:n])
		z.size += uint32(n)
		if z.err != io.EOF {
			return n, z.err
		}
		var b [8]byte
		if _, err := io.ReadFull(z.from, b[:]); err != nil {
			z.err = unexpected(err)
			return n, z.err
		}
		if binary.LittleEndian.Uint32(b[:]) != z.digest || binary.LittleEndian.Uint32(b[4:]) != z.size {
			z.err = ErrChecksum
			return n, z.err
		}
		if z.single {
			return n, io.EOF
		}
		z.err = nil
		if _, z.err = z.header(); z.err != nil {
			return n, z.err
		}
	}
	return n, nil
}

// Close ends the reading; the reader below is not closed.
func (z *Reader) Close() error { return z.body.Close() }

// A Writer writes a file of one member. Its Header can be set before the first Write, Flush or Close.
type Writer struct {
	Header

	to     io.Writer
	level  int
	begun  bool
	closed bool
	body   *flate.Writer
	digest uint32
	size   uint32
	err    error
}

// NewWriter makes a writer with the default level.
func NewWriter(w io.Writer) *Writer {
	z, _ := NewWriterLevel(w, DefaultCompression)
	return z
}

// NewWriterLevel makes a writer with a level from -2 to 9.
func NewWriterLevel(w io.Writer, level int) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("gzip: invalid compression level: %d", level)
	}
	return &Writer{Header: Header{OS: 255}, to: w, level: level}, nil
}

// Reset begins another file.
func (z *Writer) Reset(w io.Writer) {
	body := z.body
	*z = Writer{Header: Header{OS: 255}, to: w, level: z.level, body: body}
	if body != nil {
		body.Reset(w)
	}
}

// latin1 is a string as headers have them.
func latin1(s string) ([]byte, error) {
	var out []byte
	for _, r := range s {
		if r == 0 || r > 0xff {
			return nil, errors.New("gzip.Write: non-Latin-1 header string")
		}
		out = append(out, byte(r))
	}
	return append(out, 0), nil
}

func (z *Writer) begin() error {
	if z.begun {
		return nil
	}
	z.begun = true
	b := make([]byte, 10)
	b[0], b[1], b[2] = 0x1f, 0x8b, 8
	if z.Extra != nil {
		b[3] |= hasExtra
	}
	if z.Name != "" {
		b[3] |= hasName
	}
	if z.Comment != "" {
		b[3] |= hasComment
	}
	if z.ModTime.After(time.Unix(0, 0)) {
		binary.LittleEndian.PutUint32(b[4:], uint32(z.ModTime.Unix()))
	}
	switch z.level {
	case BestCompression:
		b[8] = 2
	case BestSpeed:
		b[8] = 4
	}
	b[9] = z.OS
	if z.Extra != nil {
		if len(z.Extra) > 0xffff {
			return errors.New("gzip.Write: Extra data is too large")
		}
		b = append(binary.LittleEndian.AppendUint16(b, uint16(len(z.Extra))), z.Extra...)
	}
	for _, s := range []string{z.Name, z.Comment} {
		if s == "" {
			continue
		}
		text, err := latin1(s)
		if err != nil {
			return err
		}
		b = append(b, text...)
	}
	if _, err := z.to.Write(b); err != nil {
		return err
	}
	if z.body == nil {
		z.body, _ = flate.NewWriter(z.to, z.level)
	}
	return nil
}

// Write takes in data; they may be written later.
func (z *Writer) Write(p []byte) (n int, err error) {
	if z.err != nil {
		return 0, z.err
	}
	if z.err = z.begin(); z.err != nil {
		return 0, z.err
	}
	z.size += uint32(len(p))
	z.digest = crc32.Update(z.digest, crc32.IEEETable, p)
	n, z.err = z.body.Write(p)
	return n, z.err
}

// Flush writes all that was taken in, so that the other side can read it.
func (z *Writer) Flush() error {
	if z.err != nil {
		return z.err
	}
	if z.closed {
		return nil
	}
	if z.err = z.begin(); z.err == nil {
		z.err = z.body.Flush()
	}
	return z.err
}

// Close ends the member; the writer below is not closed.
func (z *Writer) Close() error {
	if z.err != nil {
		return z.err
	}
	if z.closed {
		return nil
	}
	z.closed = true
	if z.err = z.begin(); z.err != nil {
		return z.err
	}
	if z.err = z.body.Close(); z.err != nil {
		return z.err
	}
	var b [8]byte
	binary.LittleEndian.PutUint32(b[:], z.digest)
	binary.LittleEndian.PutUint32(b[4:], z.size)
	_, z.err = z.to.Write(b[:])
	return z.err
}
