package textproto

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
	"strings"
)

// A Reader reads lines.
type Reader struct {
	R   *bufio.Reader
	dot *dotReader
}

func NewReader(r *bufio.Reader) *Reader { return &Reader{R: r} }

// line reads one line without its end; what it gives may be overwritten by the next read.
func (r *Reader) line() ([]byte, error) {
	r.closeDot()
	line, more, err := r.R.ReadLine()
	if err != nil || !more {
		return line, err
	}
	whole := bytes.Clone(line)
	for more {
		if line, more, err = r.R.ReadLine(); err != nil {
			return nil, err
		}
		whole = append(whole, line...)
	}
	return whole, nil
}

func (r *Reader) ReadLine() (string, error) {
	line, err := r.line()
	return string(line), err
}

func (r *Reader) ReadLineBytes() ([]byte, error) {
	line, err := r.line()
	return bytes.Clone(line), err
}

// continued reads a line and those after it that begin with a blank, joined by one.
func (r *Reader) continued() ([]byte, error) {
	line, err := r.line()
	if err != nil || len(line) == 0 {
		return line, err
	}
	whole := bytes.Clone(TrimBytes(line))
	for {
		next, err := r.R.Peek(1)
		if err != nil || next[0] != ' ' && next[0] != '\t' {
			return whole, nil
		}
		if line, err = r.line(); err != nil {
			return whole, nil
		}
		whole = append(append(whole, ' '), TrimBytes(line)...)
	}
}

func (r *Reader) ReadContinuedLine() (string, error) {
	line, err := r.continued()
	return string(line), err
}

func (r *Reader) ReadContinuedLineBytes() ([]byte, error) {
	line, err := r.continued()
	return bytes.Clone(line), err
}

func (r *Reader) codeLine(expect int) (code int, more bool, message string, err error) {
	line, err := r.ReadLine()
	if err != nil {
		return 0, false, "", err
	}
	return parseCodeLine(line, expect)
}

func parseCodeLine(line string, expect int) (code int, more bool, message string, err error) {
	if len(line) < 4 || line[3] != ' ' && line[3] != '-' {
		return 0, false, "", ProtocolError("short response: " + strconv.Quote(line))
	}
	code, err = strconv.Atoi(line[:3])
	if err != nil || code < 100 {
		return 0, false, "", ProtocolError("invalid response code: " + strconv.Quote(line))
	}
	more, message = line[3] == '-', line[4:]
	if 1 <= expect && expect < 10 && code/100 != expect || 10 <= expect && expect < 100 && code/10 != expect ||
		100 <= expect && expect < 1000 && code != expect {
		err = &Error{code, message}
	}
	return code, more, message, err
}

// ReadCodeLine reads "250 text". expectCode may be the first digits of the number.
func (r *Reader) ReadCodeLine(expectCode int) (code int, message string, err error) {
	code, more, message, err := r.codeLine(expectCode)
	if err == nil && more {
		err = ProtocolError("unexpected multi-line response: " + strconv.Quote(message))
	}
	return code, message, err
}

// ReadResponse reads an answer that may have several lines.
func (r *Reader) ReadResponse(expectCode int) (code int, message string, err error) {
	code, more, message, err := r.codeLine(expectCode)
	several := more
	for more {
		line, err := r.ReadLine()
		if err != nil {
			return 0, "", err
		}
		code2, more2, text, err := parseCodeLine(line, 0)
		if err != nil || code2 != code {
			message += "\n" + strings.TrimRight(line, "\r\n")
			continue
		}
		more = more2
		message += "\n" + text
	}
	if err != nil && several && message != "" {
		err = &Error{code, message}
	}
	return code, message, err
}

// DotReader reads a text that ends with a line of one dot.
func (r *Reader) DotReader() io.Reader {
	r.closeDot()
	r.dot = &dotReader{r: r}
	return r.dot
}

// closeDot skips what is left of a dotted text.
func (r *Reader) closeDot() {
	if r.dot == nil {
		return
	}
	skip := make([]byte, 128)
	for r.dot != nil {
		r.dot.Read(skip)
	}
}

type dotReader struct {
	r    *Reader
	mid  bool // in the middle of a line
	rest []byte
	err  error
}

func (d *dotReader) Read(b []byte) (n int, err error) {
	for n < len(b) {
		if len(d.rest) == 0 {
			if d.err != nil {
				break
			}
			d.fill()
			continue
		}
		m := copy(b[n:], d.rest)
		d.rest = d.rest[m:]
		n += m
	}
	if n == 0 {
		err = d.err
	}
	if d.err != nil && len(d.rest) == 0 && d.r.dot == d {
		d.r.dot = nil
	}
	return n, err
}

// fill fetches the next line, or a part of it.
func (d *dotReader) fill() {
	line, err := d.r.R.ReadSlice('\n')
	whole := err == nil
	if err != nil && err != bufio.ErrBufferFull {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		d.err = err
		d.rest = bytes.Clone(line)
		return
	}
	if !d.mid && len(line) > 0 && line[0] == '.' {
		if string(line) == ".\n" || string(line) == ".\r\n" {
			d.err = io.EOF
			return
		}
		line = line[1:]
	}
	d.mid = !whole
	d.rest = bytes.Clone(line)
	if whole && len(line) >= 2 && line[len(line)-2] == '\r' {
		d.rest = append(d.rest[:len(line)-2], '\n')
	}
}

func (r *Reader) ReadDotBytes() ([]byte, error) { return io.ReadAll(r.DotReader()) }

func (r *Reader) ReadDotLines() ([]string, error) {
	var lines []string
	for {
		line, err := r.ReadLine()
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return lines, err
		}
		if line != "" && line[0] == '.' {
			if line == "." {
				return lines, nil
			}
			line = line[1:]
		}
		lines = append(lines, line)
	}
}

// ReadMIMEHeader reads "Name: value" lines to the empty one.
func (r *Reader) ReadMIMEHeader() (MIMEHeader, error) {
	m := make(MIMEHeader)
	r.closeDot()
	// A first line that continues one is malformed.
	if first, err := r.R.Peek(1); err == nil && (first[0] == ' ' || first[0] == '\t') {
		const limit = 80
		line, err := r.line()
		if err != nil {
			return m, err
		}
		if len(line) > limit {
			line = line[:limit]
		}
		return m, ProtocolError("malformed MIME header initial line: " + strconv.Quote(string(line)))
	}
	for {
		line, err := r.headerLine()
		if len(line) == 0 {
			return m, err
		}
		name, value, found := strings.Cut(line, ":")
		if !found || !validKey(name) {
			return m, malformed(line)
		}
		name = canonicalKey(name)
		for _, c := range []byte(value) {
			if c < ' ' && c != '\t' || c == 0x7f {
				return m, malformed(name + ":" + value)
			}
		}
		m[name] = append(m[name], strings.TrimLeft(value, " \t"))
		if err != nil {
			return m, err
		}
	}
}

func malformed(line string) error {
	return ProtocolError("malformed MIME header line: " + strconv.Quote(line))
}

// headerLine is the next header with its continuations; there may be one together with an error.
func (r *Reader) headerLine() (string, error) {
	line, err := r.line()
	if err != nil || len(line) == 0 {
		return "", err
	}
	if bytes.IndexByte(line, ':') < 0 {
		return "", ProtocolError("malformed MIME header: missing colon: " + strconv.Quote(string(line)))
	}
	whole := bytes.Clone(TrimBytes(line))
	for {
		next, err := r.R.Peek(1)
		if err != nil || next[0] != ' ' && next[0] != '\t' {
			return string(whole), nil
		}
		if line, err = r.line(); err != nil {
			return string(whole), err
		}
		whole = append(append(whole, ' '), TrimBytes(line)...)
	}
}

// validKey takes names and, leniently, names with blanks inside.
func validKey(key string) bool {
	return key != "" && key[0] != ' ' && validName(strings.ReplaceAll(key, " ", ""))
}
