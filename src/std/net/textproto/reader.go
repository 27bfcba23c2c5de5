package textproto

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
)

// A Reader reads lines.
type Reader struct {
	R   *bufio.Reader
	dot *dotReader
}

func NewReader(r *bufio.Reader) *Reader { return &Reader{R: r} }

// errTooLarge says that a header does not fit into the memory that it may have. Others know its text.
var errTooLarge = errors.New("message too large")

// line reads one line without its end; what it gives may be overwritten by the next read.
func (r *Reader) line() ([]byte, error) { return r.lineUpTo(-1) }

// lineUpTo is line for lines of at most limit bytes (negative: any).
func (r *Reader) lineUpTo(limit int64) ([]byte, error) {
	r.closeDot()
	line, more, err := r.R.ReadLine()
	if err == nil && limit >= 0 && int64(len(line)) > limit {
		return nil, errTooLarge
	}
	if err != nil || !more {
		return line, err
	}
	whole := bytes.Clone(line)
	for more {
		if line, more, err = r.R.ReadLine(); err != nil {
			return nil, err
		}
		if limit >= 0 && int64(len(whole)+len(line)) > limit {
			return nil, errTooLarge
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

// continued reads a line and those after it that begin with a blank, joined by one: at most limit bytes (negative: any). The first line
// must please valid.
func (r *Reader) continued(limit int64, valid func([]byte) error) ([]byte, error) {
	line, err := r.lineUpTo(limit)
	if err != nil || len(line) == 0 {
		return line, err
	}
	if err := valid(line); err != nil {
		return nil, err
	}
	whole := bytes.Clone(bytes.Trim(line, " \t"))
	for r.skipBlanks() {
		whole = append(whole, ' ')
		rest := int64(-1)
		if limit >= 0 {
			if rest = limit - int64(len(whole)); rest <= 0 {
				return nil, errTooLarge
			}
		}
		if line, err = r.lineUpTo(rest); err != nil {
			return nil, err
		}
		whole = append(whole, bytes.Trim(line, " \t")...)
	}
	return whole, nil
}

// skipBlanks skips them and tells whether there were any.
func (r *Reader) skipBlanks() (any bool) {
	for {
		c, err := r.R.ReadByte()
		if err != nil {
			return any
		}
		if c != ' ' && c != '\t' {
			r.R.UnreadByte()
			return any
		}
		any = true
	}
}

func anyLine([]byte) error { return nil }

func (r *Reader) ReadContinuedLine() (string, error) {
	line, err := r.continued(-1, anyLine)
	return string(line), err
}

func (r *Reader) ReadContinuedLineBytes() ([]byte, error) {
	line, err := r.continued(-1, anyLine)
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
	more = line[3] == '-'
	code, err = strconv.Atoi(line[:3])
	if err != nil || code < 100 {
		return code, more, "", ProtocolError("invalid response code: " + strconv.Quote(line))
	}
	message = line[4:]
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
	return readMIMEHeader(r, math.MaxInt64, math.MaxInt64)
}

// readMIMEHeader is ReadMIMEHeader for headers of about memory bytes and so many values at most. mime/multipart and net/http call it too.
func readMIMEHeader(r *Reader, memory, values int64) (MIMEHeader, error) {
	const entry = 200 // what a name costs beyond its bytes
	if memory < 0 {
		return nil, errTooLarge
	}
	m := make(MIMEHeader)
	r.closeDot()
	// A first line that continues one is malformed.
	if first, err := r.R.Peek(1); err == nil && (first[0] == ' ' || first[0] == '\t') {
		const limit = 80
		line, err := r.lineUpTo(limit)
		if err != nil {
			return m, err
		}
		return m, ProtocolError("malformed MIME header initial line: " + strconv.Quote(string(line)))
	}
	for {
		line, err := r.continued(memory, hasColon)
		if len(line) == 0 {
			return m, err
		}
		name, value, found := strings.Cut(string(line), ":")
		if !found || !validKey(name) {
			return m, malformed(string(line))
		}
		name = canonicalKey(name)
		for _, c := range []byte(value) {
			if c < ' ' && c != '\t' || c == 0x7f {
				return m, malformed(name + ":" + value)
			}
		}
		if values--; values < 0 {
			return nil, errTooLarge
		}
		value = strings.TrimLeft(value, " \t")
		old := m[name]
		if old == nil {
			memory -= int64(len(name)) + entry
		}
		if memory -= int64(len(value)); memory < 0 {
			return m, errTooLarge
		}
		m[name] = append(old, value)
		if err != nil {
			return m, err
		}
	}
}

func hasColon(line []byte) error {
	if bytes.IndexByte(line, ':') < 0 {
		return ProtocolError("malformed MIME header: missing colon: " + strconv.Quote(string(line)))
	}
	return nil
}

func malformed(line string) error {
	return ProtocolError("malformed MIME header line: " + strconv.Quote(line))
}

// validKey takes names and, leniently, names with blanks inside.
func validKey(key string) bool {
	return key != "" && key[0] != ' ' && validName(strings.ReplaceAll(key, " ", ""))
}
