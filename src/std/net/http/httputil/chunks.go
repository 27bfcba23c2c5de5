package httputil

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
)

// ErrLineTooLong says that the line before a chunk is too long.
var ErrLineTooLong = http.ErrLineTooLong

const longestLine = 4096

// A chunkedReader reads the data of chunks.
type chunkedReader struct {
	r     *bufio.Reader
	left  uint64 // of the chunk
	atEnd bool   // the line end behind a chunk is next
	err   error
}

// NewChunkedReader reads what was written in chunks, up to the line of the last; what follows stays in r if that is a bufio.Reader.
func NewChunkedReader(r io.Reader) io.Reader {
	b, ok := r.(*bufio.Reader)
	if !ok {
		b = bufio.NewReader(r)
	}
	return &chunkedReader{r: b}
}

func (c *chunkedReader) Read(p []byte) (n int, err error) {
	for c.err == nil {
		if c.atEnd {
			if n > 0 && c.r.Buffered() < 2 {
				break // what there is goes first
			}
			c.err = c.endChunk()
			continue
		}
		if c.left == 0 {
			if ready, _ := c.r.Peek(c.r.Buffered()); n > 0 && bytes.IndexByte(ready, '\n') < 0 {
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
		got, err := c.r.Read(part)
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

func (c *chunkedReader) endChunk() error {
	var end [2]byte
	if _, err := io.ReadFull(c.r, end[:]); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	if string(end[:]) != "\r\n" {
		return errors.New("malformed chunked encoding")
	}
	c.atEnd = false
	return nil
}

func (c *chunkedReader) beginChunk() error {
	line, err := c.r.ReadSlice('\n')
	switch {
	case err == io.EOF:
		return io.ErrUnexpectedEOF
	case err == bufio.ErrBufferFull || err == nil && len(line) >= longestLine:
		return ErrLineTooLong
	case err != nil:
		return err
	}
	if i := bytes.IndexByte(line, '\r'); i < 0 || i != len(line)-2 {
		return errors.New("chunked line ends with bare LF")
	}
	size, _, _ := bytes.Cut(bytes.TrimRight(line, "\r\n"), []byte(";"))
	size = bytes.TrimRight(size, " \t")
	switch {
	case len(size) == 0:
		return errors.New("empty hex number for chunk length")
	case len(size) > 16:
		return errors.New("http chunk length too large")
	}
	c.left = 0
	for _, b := range size {
		i := bytes.IndexByte([]byte("0123456789abcdef"), b|0x20)
		if i < 0 || b < '0' {
			return errors.New("invalid byte in chunk length")
		}
		c.left = c.left<<4 | uint64(i)
	}
	if c.left == 0 {
		return io.EOF
	}
	return nil
}
