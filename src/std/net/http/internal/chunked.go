// Package internal has what net/http and net/http/httputil share: bodies in chunks (RFC 9112, 7.1).
package internal

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// ErrLineTooLong says that the line before a chunk is too long.
var ErrLineTooLong = errors.New("header line too long")

const (
	longestLine = 4096
	// Bytes that are no data: what a chunk may cost beside twice its size, and how much more in all.
	freeBytes = 16
	mostBytes = 16 << 10
)

// A ChunkedReader reads the data of chunks, up to the line of the last; what follows stays in R. Errors stay.
type ChunkedReader struct {
	R     *bufio.Reader
	left  uint64 // of the chunk
	atEnd bool   // the line end behind a chunk is next
	waste int64  // of bytes that are no data
	err   error
}

// Read fills p as far as the chunk reaches, and on with those that have come already; so is the end told at once.
func (c *ChunkedReader) Read(p []byte) (n int, err error) {
	for c.err == nil {
		if c.atEnd {
			if n > 0 && c.R.Buffered() < 2 {
				break // what there is goes first
			}
			c.err = c.endChunk()
			continue
		}
		if c.left == 0 {
			if ready, _ := c.R.Peek(c.R.Buffered()); n > 0 && bytes.IndexByte(ready, '\n') < 0 {
				break
			}
			c.err = c.beginChunk()
			continue
		}
		if len(p) == 0 {
			break
		}
		part := p
		if uint64(len(part)) > c.left {
			part = part[:c.left]
		}
		got, err := c.R.Read(part)
		n += got
		p = p[got:]
		c.left -= uint64(got)
		c.atEnd = c.left == 0 && err == nil
		if c.err = err; err == io.EOF && c.left > 0 {
			c.err = io.ErrUnexpectedEOF
		}
	}
	return n, c.err
}

func (c *ChunkedReader) endChunk() error {
	end, err := c.R.Peek(2)
	c.R.Discard(len(end))
	switch {
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	case err != nil:
		return err
	case string(end) != "\r\n":
		return errors.New("malformed chunked encoding")
	}
	c.atEnd = false
	return nil
}

// beginChunk reads the line before a chunk; io.EOF: it was that of the last.
func (c *ChunkedReader) beginChunk() error {
	line, err := c.R.ReadSlice('\n')
	switch {
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	case err == bufio.ErrBufferFull:
		return ErrLineTooLong
	case err != nil:
		return err
	}
	switch i := bytes.IndexByte(line, '\r'); {
	case i < 0:
		return errors.New("chunked line ends with bare LF")
	case i != len(line)-2:
		return errors.New("invalid CR in chunked line")
	case i >= longestLine:
		return ErrLineTooLong
	}
	size, _, _ := bytes.Cut(bytes.TrimRight(line[:len(line)-2], " \t"), []byte(";"))
	if len(size) == 0 {
		return errors.New("empty hex number for chunk length")
	}
	c.left = 0
	for i, b := range size {
		digit := bytes.IndexByte([]byte("0123456789abcdef"), b|0x20)
		switch {
		case digit < 0 || b < '0':
			return errors.New("invalid byte in chunk length")
		case i == 16:
			return errors.New("http chunk length too large")
		}
		c.left = c.left<<4 | uint64(digit)
	}
	// The line end behind the data counts, that of the line itself does not.
	c.waste = max(0, c.waste+int64(len(line))-freeBytes-2*int64(c.left))
	switch {
	case c.left == 0:
		return io.EOF
	case c.waste > mostBytes:
		return errors.New("chunked encoding contains too much non-data")
	}
	return nil
}
