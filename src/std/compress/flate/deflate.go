package flate

import (
	"errors"
	"fmt"
	"io"
)

// Levels of compression. Others are 2 to 8.
const (
	NoCompression      = 0
	BestSpeed          = 1
	BestCompression    = 9
	DefaultCompression = -1

	// HuffmanOnly does not look for repetitions.
	HuffmanOnly = -2
)

// pieceSize is how much is compressed at once.
const pieceSize = 256 << 10

func deflate(dictionary, piece []byte, level int, last bool) []byte

// A Writer compresses what it is given.
type Writer struct {
	to    io.Writer
	level int
	dict  []byte // the one that the stream began with
	past  []byte // what the next piece may refer to
	piece []byte // not compressed yet
	err   error
}

// NewWriter makes a writer to w, with a level from -2 to 9.
func NewWriter(w io.Writer, level int) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("flate: invalid compression level %d: want value in range [-2, 9]", level)
	}
	return &Writer{to: w, level: level}, nil
}

// NewWriterDict is NewWriter for a reader that has the dictionary.
func NewWriterDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	f, err := NewWriter(w, level)
	if err != nil {
		return nil, err
	}
	f.dict = append([]byte{}, dict[max(0, len(dict)-windowSize):]...)
	f.past = f.dict
	return f, nil
}

// Reset begins another stream, with the same level and dictionary.
func (w *Writer) Reset(dst io.Writer) {
	w.to, w.past, w.piece, w.err = dst, w.dict, w.piece[:0], nil
}

var errWriterClosed = errors.New("flate: closed writer")

// Write takes in data; it may be written later.
func (w *Writer) Write(data []byte) (n int, err error) {
	if w.err != nil {
		return 0, w.err
	}
	for n < len(data) {
		part := data[n:min(len(data), n+pieceSize-len(w.piece))]
		w.piece = append(w.piece, part...)
		n += len(part)
		if len(w.piece) == pieceSize {
			if w.put(false); w.err != nil {
				return n, w.err
			}
		}
	}
	return n, nil
}

func (w *Writer) put(last bool) {
	out := deflate(w.past, w.piece, w.level, last)
	if len(w.piece) >= windowSize {
		w.past = append([]byte{}, w.piece[len(w.piece)-windowSize:]...)
	} else {
		all := append(append([]byte{}, w.past...), w.piece...)
		w.past = all[max(0, len(all)-windowSize):]
	}
	w.piece = w.piece[:0]
	_, w.err = w.to.Write(out)
}

// Flush writes all that was taken in, so that the other side can read it.
func (w *Writer) Flush() error {
	if w.err == nil {
		w.put(false)
	}
	return w.err
}

// Close ends the stream; the writer below is not closed.
func (w *Writer) Close() error {
	if w.err == errWriterClosed {
		return nil
	}
	if w.err != nil {
		return w.err
	}
	if w.put(true); w.err != nil {
		return w.err
	}
	w.err = errWriterClosed
	return nil
}
