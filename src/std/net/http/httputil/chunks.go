package httputil

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http/internal"
)

// ErrLineTooLong says that the line before a chunk is too long.
var ErrLineTooLong = internal.ErrLineTooLong

// NewChunkedReader reads what was written in chunks, up to the line of the last; what follows stays in r if that is a bufio.Reader.
func NewChunkedReader(r io.Reader) io.Reader {
	b, ok := r.(*bufio.Reader)
	if !ok {
		b = bufio.NewReader(r)
	}
	return &internal.ChunkedReader{R: b}
}
