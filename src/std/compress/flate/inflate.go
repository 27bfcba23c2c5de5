// Package flate reads and writes DEFLATE, the compression of gzip, zlib and zip (RFC 1951).
package flate

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
)

// A CorruptInputError is where the input is no DEFLATE: so many bytes were read before.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "flate: corrupt input before offset " + strconv.FormatInt(int64(e), 10)
}

// An InternalError is a mistake of this package.
type InternalError string

func (e InternalError) Error() string { return "flate: internal error: " + string(e) }

// A ReadError was once what reading failed with.
//
// Deprecated: the reader's own errors are returned.
type ReadError struct {
	Offset int64
	Err    error
}

func (e *ReadError) Error() string {
	return "flate: read error at offset " + strconv.FormatInt(e.Offset, 10) + ": " + e.Err.Error()
}

// A WriteError was once what writing failed with.
//
// Deprecated: the writer's own errors are returned.
type WriteError struct {
	Offset int64
	Err    error
}

func (e *WriteError) Error() string {
	return "flate: write error at offset " + strconv.FormatInt(e.Offset, 10) + ": " + e.Err.Error()
}

// A Resetter is a reader of this package: it can begin another stream.
type Resetter interface {
	Reset(r io.Reader, dict []byte) error
}

// A Reader is what NewReader does not read beyond the stream's end from.
type Reader interface {
	io.Reader
	io.ByteReader
}

const windowSize = 32 << 10

type state [1408]uint64

func begin(s *state)
func inflate(s *state, input, window []byte, at int) (read, written, code int)

// A decompressor is what NewReader returns.
type decompressor struct {
	from   Reader
	state  state
	window [windowSize]byte
	at     int    // where the window is written next
	ready  []byte // part of the window that was not read yet
	offset int64  // bytes read
	err    error
	one    [1]byte
	some   [4096]byte
}

// NewReader makes a reader of the stream that r begins with. It reads more than that from an r that is no io.ByteReader.
func NewReader(r io.Reader) io.ReadCloser { return NewReaderDict(r, nil) }

// NewReaderDict is NewReader for a stream that was written with the dictionary.
func NewReaderDict(r io.Reader, dict []byte) io.ReadCloser {
	d := &decompressor{}
	d.Reset(r, dict)
	return d
}

// Reset begins another stream.
func (d *decompressor) Reset(r io.Reader, dict []byte) error {
	if own, ok := r.(Reader); ok {
		d.from = own
	} else {
		d.from = bufio.NewReader(r)
	}
	begin(&d.state)
	d.at, d.ready, d.offset, d.err = 0, nil, 0, nil
	if len(dict) > 0 {
		d.at = copy(d.window[:], dict[max(0, len(dict)-windowSize):]) % windowSize
	}
	return nil
}

func (d *decompressor) Read(p []byte) (int, error) {
	for len(d.ready) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		if len(p) == 0 {
			return 0, nil
		}
		d.more()
	}
	n := copy(p, d.ready)
	d.ready = d.ready[n:]
	if len(d.ready) == 0 {
		return n, d.err
	}
	return n, nil
}

// Close ends the reading; r is not closed.
func (d *decompressor) Close() error {
	if d.err == io.EOF {
		return nil
	}
	return d.err
}

// more fills part of the window, or says in d.err why it does not.
func (d *decompressor) more() {
	input, give := d.input()
	if d.err != nil {
		return
	}
	read, written, code := inflate(&d.state, input, d.window[:], d.at)
	give(read)
	d.offset += int64(read)
	d.ready = d.window[d.at : d.at+written]
	d.at = (d.at + written) % windowSize
	switch code {
	case 0:
		d.err = io.EOF
	case -1:
		d.err = CorruptInputError(d.offset)
	}
}

// input is what comes next, at least a byte, and a function to say how much of it was used.
func (d *decompressor) input() (b []byte, used func(n int)) {
	switch from := d.from.(type) {
	case *bufio.Reader:
		if from.Buffered() == 0 {
			if _, err := from.Peek(1); err != nil {
				d.fail(err)
			}
		}
		b, _ = from.Peek(from.Buffered())
		return b, func(n int) { from.Discard(n) }
	case *bytes.Buffer:
		if from.Len() == 0 {
			d.fail(io.EOF)
		}
		return from.Bytes(), func(n int) { from.Next(n) }
	case io.Seeker:
		n, err := d.from.Read(d.some[:])
		if n == 0 {
			d.fail(err)
		}
		return d.some[:n], func(used int) { from.Seek(int64(used-n), io.SeekCurrent) }
	}
	// One at a time: nothing can be given back.
	c, err := d.from.ReadByte()
	if err != nil {
		d.fail(err)
	}
	d.one[0] = c
	return d.one[:], func(int) {}
}

func (d *decompressor) fail(err error) {
	if err == io.EOF || err == nil {
		err = io.ErrUnexpectedEOF
	}
	d.err = err
}
