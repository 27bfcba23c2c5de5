// Package quotedprintable is the encoding of texts that leaves most characters as they are.
package quotedprintable

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// A Reader decodes.
type Reader struct {
	in   *bufio.Reader
	err  error // to be told after line
	line []byte
}

func NewReader(r io.Reader) *Reader { return &Reader{in: bufio.NewReader(r)} }

func hexValue(c byte) (byte, error) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', nil
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, nil
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, nil
	}
	return 0, fmt.Errorf("quotedprintable: invalid hex byte 0x%02x", c)
}

func decode(v []byte) (byte, error) {
	if len(v) < 2 {
		return 0, io.ErrUnexpectedEOF
	}
	high, err := hexValue(v[0])
	if err != nil {
		return 0, err
	}
	low, err := hexValue(v[1])
	if err != nil {
		return 0, err
	}
	return high<<4 | low, nil
}

func (r *Reader) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(r.line) == 0 {
			if r.err != nil {
				return n, r.err
			}
			r.next()
			continue
		}
		b := r.line[0]
		switch {
		case b == '=':
			c, err := decode(r.line[1:])
			if err != nil {
				// Lenient: a = that is no escape stands for itself, if text follows.
				if len(r.line) >= 2 && r.line[1] != '\r' && r.line[1] != '\n' {
					break
				}
				return n, err
			}
			b = c
			r.line = r.line[2:]
		case b == '\t' || b == '\r' || b == '\n' || b >= 0x80:
		case b < ' ' || b > '~':
			return n, fmt.Errorf("quotedprintable: invalid unescaped byte 0x%02x in body", b)
		}
		p[n] = b
		r.line = r.line[1:]
		n++
	}
	return n, nil
}

// next reads a line, without blanks at its end and without its end where that is a soft one.
func (r *Reader) next() {
	r.line, r.err = r.in.ReadSlice('\n')
	end := []byte(nil)
	switch {
	case bytes.HasSuffix(r.line, []byte("\r\n")):
		end = r.line[len(r.line)-2:]
	case bytes.HasSuffix(r.line, []byte("\n")):
		end = r.line[len(r.line)-1:]
	}
	whole := r.line
	text := bytes.TrimRight(r.line, " \t\r\n")
	if bytes.HasSuffix(text, []byte("=")) {
		rest := whole[len(text):]
		text = text[:len(text)-1]
		rest = bytes.TrimLeft(rest, " \t")
		atEnd := len(rest) == 0 && len(text) > 0 && r.err == io.EOF
		if !atEnd && !bytes.HasPrefix(rest, []byte("\n")) && !bytes.HasPrefix(rest, []byte("\r\n")) {
			r.err = fmt.Errorf("quotedprintable: invalid bytes after =: %q", rest)
		}
		r.line = text
		return
	}
	r.line = append(bytes.Clone(text), end...)
}

const lineLimit = 76

// A Writer encodes.
type Writer struct {
	// Line ends are escaped too.
	Binary bool

	w    io.Writer
	n    int
	line [lineLimit + 2]byte
	cr   bool
}

func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

func (w *Writer) Write(p []byte) (n int, err error) {
	for i, b := range p {
		switch {
		case b >= '!' && b <= '~' && b != '=':
			err = w.put(b)
		case !w.Binary && (b == '\n' || b == '\r'):
			if w.cr && b == '\n' {
				// The CR has made the line end.
				w.cr = false
				continue
			}
			if err = w.hardBreak(); err != nil {
				return i, err
			}
			w.cr = b == '\r'
			continue
		case b == ' ' || b == '\t':
			err = w.put(b)
		default:
			// As in Go, escaped bytes between a CR and an LF do not make the LF a line end of its own.
			if err = w.escape(b); err != nil {
				return i, err
			}
			continue
		}
		w.cr = false
		if err != nil {
			return i, err
		}
	}
	return len(p), nil
}

func (w *Writer) put(b byte) error {
	if w.n == lineLimit-1 {
		if err := w.softBreak(); err != nil {
			return err
		}
	}
	w.line[w.n] = b
	w.n++
	return nil
}

func (w *Writer) escape(b byte) error {
	if w.n+3 > lineLimit-1 {
		if err := w.softBreak(); err != nil {
			return err
		}
	}
	const digits = "0123456789ABCDEF"
	w.line[w.n], w.line[w.n+1], w.line[w.n+2] = '=', digits[b>>4], digits[b&15]
	w.n += 3
	return nil
}

// lastBlank escapes a blank at the end of a line.
func (w *Writer) lastBlank() error {
	if w.n == 0 {
		return nil
	}
	if b := w.line[w.n-1]; b == ' ' || b == '\t' {
		w.n--
		return w.escape(b)
	}
	return nil
}

func (w *Writer) hardBreak() error {
	if err := w.lastBlank(); err != nil {
		return err
	}
	return w.breakLine()
}

func (w *Writer) softBreak() error {
	w.line[w.n] = '='
	w.n++
	return w.breakLine()
}

func (w *Writer) breakLine() error {
	w.line[w.n], w.line[w.n+1] = '\r', '\n'
	w.n += 2
	return w.flush()
}

func (w *Writer) flush() error {
	_, err := w.w.Write(w.line[:w.n])
	w.n = 0
	return err
}

// Close writes what is left.
func (w *Writer) Close() error {
	if err := w.lastBlank(); err != nil {
		return err
	}
	return w.flush()
}
