// Package zlib reads and writes the format of zlib (RFC 1950).
package zlib

import (
	"bufio"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/adler32"
	"io"
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
	// ErrChecksum says that the data do not fit their checksum.
	ErrChecksum = errors.New("zlib: invalid checksum")
	// ErrDictionary says that the stream was written with another dictionary.
	ErrDictionary = errors.New("zlib: invalid dictionary")
	// ErrHeader says that this is no zlib.
	ErrHeader = errors.New("zlib: invalid header")
)

// A Resetter is a reader of this package: it can begin another stream.
type Resetter interface {
	Reset(r io.Reader, dict []byte) error
}

type reader struct {
	from   flate.Reader
	body   io.ReadCloser
	digest uint32
	err    error
}

// NewReader reads the header.
func NewReader(r io.Reader) (io.ReadCloser, error) { return NewReaderDict(r, nil) }

// NewReaderDict is NewReader for a stream that may have been written with the dictionary.
func NewReaderDict(r io.Reader, dict []byte) (io.ReadCloser, error) {
	z := new(reader)
	if err := z.Reset(r, dict); err != nil {
		return nil, err
	}
	return z, nil
}

func (z *reader) Reset(r io.Reader, dict []byte) error {
	*z = reader{body: z.body}
	if own, ok := r.(flate.Reader); ok {
		z.from = own
	} else {
		z.from = bufio.NewReader(r)
	}
	z.err = z.header(dict)
	return z.err
}

func (z *reader) full(b []byte) error {
	_, err := io.ReadFull(z.from, b)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return err
}

func (z *reader) header(dict []byte) error {
	var b [4]byte
	if err := z.full(b[:2]); err != nil {
		return err
	}
	if b[0]&0x0f != 8 || b[0]>>4 > 7 || binary.BigEndian.Uint16(b[:])%31 != 0 {
		return ErrHeader
	}
	wants := b[1]&0x20 != 0
	if wants {
		if err := z.full(b[:]); err != nil {
			return err
		}
		if binary.BigEndian.Uint32(b[:]) != adler32.Checksum(dict) {
			return ErrDictionary
		}
	} else {
		dict = nil
	}
	z.digest = 1
	if z.body == nil {
		z.body = flate.NewReaderDict(z.from, dict)
		return nil
	}
	return z.body.(flate.Resetter).Reset(z.from, dict)
}

func (z *reader) Read(p []byte) (n int, err error) {
	if z.err != nil {
		return 0, z.err
	}
	n, z.err = z.body.Read(p)
	z.digest = update(z.digest, p[:n])
	if z.err != io.EOF {
		return n, z.err
	}
	var b [4]byte
	if err := z.full(b[:]); err != nil {
		z.err = err
	} else if binary.BigEndian.Uint32(b[:]) != z.digest {
		z.err = ErrChecksum
	}
	return n, z.err
}

func (z *reader) Close() error {
	if z.err != nil && z.err != io.EOF {
		return z.err
	}
	z.err = z.body.Close()
	return z.err
}

// update goes on with an Adler-32 sum, which begins with 1.
func update(sum uint32, p []byte) uint32 {
	const mod = 65521
	a, b := sum&0xffff, sum>>16
	if len(p) > 0 {
		c := adler32.Checksum(p)
		n := uint64(len(p) % mod)
		// The sum of two texts from those of each: RFC 1950's sums are linear.
		ca, cb := uint64(c&0xffff), uint64(c>>16)
		b = uint32((uint64(b) + cb + n*(uint64(a)+mod-1)) % mod)
		a = uint32((uint64(a) + ca + mod - 1) % mod)
	}
	return b<<16 | a
}

// A Writer compresses what it is given.
type Writer struct {
	to     io.Writer
	level  int
	dict   []byte
	body   *flate.Writer
	digest uint32
	begun  bool
	err    error
}

// NewWriter makes a writer with the default level.
func NewWriter(w io.Writer) *Writer {
	z, _ := NewWriterLevelDict(w, DefaultCompression, nil)
	return z
}

// NewWriterLevel makes a writer with a level from -2 to 9.
func NewWriterLevel(w io.Writer, level int) (*Writer, error) {
	return NewWriterLevelDict(w, level, nil)
}

// NewWriterLevelDict is NewWriterLevel for a reader that has the dictionary.
func NewWriterLevelDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("zlib: invalid compression level: %d", level)
	}
	return &Writer{to: w, level: level, dict: dict, digest: 1}, nil
}

// Reset begins another stream, with the same level and dictionary.
func (z *Writer) Reset(w io.Writer) {
	z.to, z.begun, z.err, z.digest = w, false, nil, 1
	if z.body != nil {
		z.body.Reset(w)
	}
}

func (z *Writer) begin() error {
	if z.begun {
		return nil
	}
	z.begun = true
	level := byte(2)
	switch z.level {
	case -2, 0, 1:
		level = 0
	case 2, 3, 4, 5:
		level = 1
	case 7, 8, 9:
		level = 3
	}
	b := []byte{0x78, level << 6}
	if z.dict != nil {
		b[1] |= 0x20
	}
	b[1] += byte(31 - binary.BigEndian.Uint16(b)%31)
	if z.dict != nil {
		b = binary.BigEndian.AppendUint32(b, adler32.Checksum(z.dict))
	}
	if _, err := z.to.Write(b); err != nil {
		return err
	}
	if z.body == nil {
		var err error
		if z.dict != nil {
			z.body, err = flate.NewWriterDict(z.to, z.level, z.dict)
		} else {
			z.body, err = flate.NewWriter(z.to, z.level)
		}
		return err
	}
	return nil
}

// Write takes in data; they may be written later.
func (z *Writer) Write(p []byte) (n int, err error) {
	if z.err == nil {
		z.err = z.begin()
	}
	if z.err != nil {
		return 0, z.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	n, z.err = z.body.Write(p)
	z.digest = update(z.digest, p)
	return n, z.err
}

// Flush writes all that was taken in, so that the other side can read it.
func (z *Writer) Flush() error {
	if z.err == nil {
		z.err = z.begin()
	}
	if z.err == nil {
		z.err = z.body.Flush()
	}
	return z.err
}

// Close ends the stream; the writer below is not closed.
func (z *Writer) Close() error {
	if z.err == nil {
		z.err = z.begin()
	}
	if z.err == nil {
		z.err = z.body.Close()
	}
	if z.err == nil {
		_, z.err = z.to.Write(binary.BigEndian.AppendUint32(nil, z.digest))
	}
	return z.err
}
