// Package multipart reads and writes messages of several parts, as forms with files are.
package multipart

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/textproto"
	"path/filepath"
	"strconv"
	"strings"
)

// ErrMessageTooLarge says that a form does not fit into the memory that it may have.
var ErrMessageTooLarge = errors.New("multipart: message too large")

const (
	// At least so much of the message is looked at at once, so that a boundary fits.
	bufferSize = 4096
	maxHeader  = 10 << 20
)

var headersSetting = godebug.New("multipartmaxheaders")

// maxHeaders is how many headers a part may have, and all parts of a form together.
func maxHeaders() int64 {
	if n, err := strconv.ParseInt(headersSetting.Value(), 10, 64); err == nil && n >= 0 {
		return n
	}
	return 10000
}

//go:linkname readMIMEHeader net/textproto.readMIMEHeader
func readMIMEHeader(r *textproto.Reader, memory, values int64) (textproto.MIMEHeader, error)

// A Part is one part of a message.
type Part struct {
	Header textproto.MIMEHeader

	reader      *Reader
	body        io.Reader
	ready       int   // bytes that belong to the part for sure
	err         error // to be told after those
	readErr     error // of the message
	read        int64
	disposition string
	params      map[string]string
}

func (p *Part) parse() {
	if p.params != nil {
		return
	}
	var err error
	p.disposition, p.params, err = mime.ParseMediaType(p.Header.Get("Content-Disposition"))
	if err != nil || p.params == nil {
		p.params = map[string]string{}
	}
}

// FormName is the name of the form's field, "" if this is none.
func (p *Part) FormName() string {
	if p.parse(); p.disposition != "form-data" {
		return ""
	}
	return p.params["name"]
}

// FileName is the name of the file, without a path.
func (p *Part) FileName() string {
	p.parse()
	if name := p.params["filename"]; name != "" {
		return filepath.Base(name)
	}
	return ""
}

func (p *Part) Read(d []byte) (n int, err error) { return p.body.Read(d) }

// Close skips what is left.
func (p *Part) Close() error {
	io.Copy(io.Discard, p)
	return nil
}

// A Reader reads one part after the other.
type Reader struct {
	in      *bufio.Reader
	current *Part
	parts   int

	newline  string // "\r\n", or "\n" if the first boundary ended so
	boundary string // with the dashes before it
}

// stuck keeps giving the first error.
type stuck struct {
	r   io.Reader
	err error
}

func (s *stuck) Read(p []byte) (n int, err error) {
	if s.err == nil {
		n, s.err = s.r.Read(p)
	}
	return n, s.err
}

func NewReader(r io.Reader, boundary string) *Reader {
	size := max(bufferSize, 2*(len(boundary)+8))
	return &Reader{in: bufio.NewReaderSize(&stuck{r: r}, size), newline: "\r\n", boundary: "--" + boundary}
}

func (r *Reader) NextPart() (*Part, error)    { return r.next(false, maxHeader, maxHeaders()) }
func (r *Reader) NextRawPart() (*Part, error) { return r.next(true, maxHeader, maxHeaders()) }

// after is what follows the boundary (and suffix) on a line, without blanks; false if the line does not begin so.
func (r *Reader) after(line []byte, suffix string) (string, bool) {
	rest, ok := strings.CutPrefix(string(line), r.boundary+suffix)
	return strings.TrimLeft(rest, " \t"), ok
}

func (r *Reader) isLast(line []byte) bool {
	rest, ok := r.after(line, "--")
	return ok && (rest == "" || rest == r.newline)
}

func (r *Reader) isDelimiter(line []byte) bool {
	rest, ok := r.after(line, "")
	if !ok {
		return false
	}
	if r.parts == 0 && rest == "\n" {
		// The message's lines end without CR.
		r.newline = "\n"
	}
	return rest == r.newline
}

func (r *Reader) next(raw bool, memory, headers int64) (*Part, error) {
	if r.current != nil {
		r.current.Close()
	}
	if r.boundary == "--" {
		return nil, fmt.Errorf("multipart: boundary is empty")
	}
	expected := false
	for {
		line, err := r.in.ReadSlice('\n')
		if err == io.EOF && r.isLast(line) {
			return nil, io.EOF
		}
		if err != nil {
			return nil, fmt.Errorf("multipart: NextPart: %w", err)
		}
		switch {
		case r.isDelimiter(line):
			r.parts++
			return r.newPart(raw, memory, headers)
		case r.isLast(line):
			return nil, io.EOF
		case expected:
			return nil, fmt.Errorf("multipart: expecting a new Part; got line %q", line)
		case r.parts == 0:
			// What stands before the first part is skipped.
		case string(line) == r.newline:
			expected = true
		default:
			return nil, fmt.Errorf("multipart: unexpected line in Next(): %q", line)
		}
	}
}

func (r *Reader) newPart(raw bool, memory, headers int64) (*Part, error) {
	p := &Part{reader: r}
	header, err := readMIMEHeader(textproto.NewReader(r.in), memory, headers)
	if err != nil {
		if err.Error() == "message too large" {
			err = ErrMessageTooLarge
		}
		return nil, err
	}
	p.Header = header
	p.body = partBody{p}
	const encoding = "Content-Transfer-Encoding"
	if !raw && strings.EqualFold(p.Header.Get(encoding), "quoted-printable") {
		p.Header.Del(encoding)
		p.body = quotedprintable.NewReader(p.body)
	}
	r.current = p
	return p, nil
}

// A partBody reads up to the next boundary.
type partBody struct {
	p *Part
}

func (b partBody) Read(d []byte) (int, error) {
	p := b.p
	in := p.reader.in
	for p.ready == 0 && p.err == nil {
		seen, _ := in.Peek(in.Buffered())
		p.ready, p.err = p.scan(seen)
		if p.ready == 0 && p.err == nil {
			if _, p.readErr = in.Peek(len(seen) + 1); p.readErr == io.EOF {
				p.readErr = io.ErrUnexpectedEOF
			}
		}
	}
	if p.ready == 0 {
		return 0, p.err
	}
	n, _ := in.Read(d[:min(len(d), p.ready)])
	p.read += int64(n)
	if p.ready -= n; p.ready == 0 {
		return n, p.err
	}
	return n, nil
}

// What follows what looks like a boundary.
const (
	isBoundary = iota
	noBoundary
	unclear
)

// scan says how many bytes of what is there belong to the part, and io.EOF if the boundary follows.
func (p *Part) scan(seen []byte) (int, error) {
	boundary := []byte(p.reader.boundary)
	line := append([]byte(p.reader.newline), boundary...)
	if p.read == 0 {
		// The boundary may follow the header at once.
		if bytes.HasPrefix(seen, boundary) {
			switch p.look(seen[len(boundary):]) {
			case isBoundary:
				return 0, io.EOF
			case unclear:
				return 0, nil
			}
			return len(boundary), nil
		}
		if bytes.HasPrefix(boundary, seen) {
			return 0, p.readErr
		}
	}
	if i := bytes.Index(seen, line); i >= 0 {
		switch p.look(seen[i+len(line):]) {
		case isBoundary:
			return i, io.EOF
		case unclear:
			return i, nil
		}
		return i + len(line), nil
	}
	if bytes.HasPrefix(line, seen) {
		return 0, p.readErr
	}
	// The end may be the beginning of a boundary.
	if i := bytes.LastIndexByte(seen, line[0]); i >= 0 && bytes.HasPrefix(line, seen[i:]) {
		return i, nil
	}
	return len(seen), p.readErr
}

func (p *Part) look(rest []byte) int {
	short := func(then int) int {
		if p.readErr != nil {
			return then
		}
		return unclear
	}
	switch {
	case len(rest) == 0:
		return short(isBoundary)
	case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r' || rest[0] == '\n':
		return isBoundary
	case rest[0] != '-':
		return noBoundary
	case len(rest) == 1:
		return short(noBoundary)
	case rest[1] == '-':
		return isBoundary
	}
	return noBoundary
}
