// Package csv reads and writes comma-separated values (RFC 4180).
package csv

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A ParseError says what is wrong with a record, and where.
type ParseError struct {
	StartLine int // where the record begins
	Line      int
	Column    int // in bytes, from 1
	Err       error
}

func (e *ParseError) Error() string {
	line := strconv.Itoa(e.Line)
	switch {
	case e.Err == ErrFieldCount:
		return "record on line " + line + ": " + e.Err.Error()
	case e.StartLine != e.Line:
		return "record on line " + strconv.Itoa(e.StartLine) + "; parse error on line " + line + ", column " +
			strconv.Itoa(e.Column) + ": " + e.Err.Error()
	}
	return "parse error on line " + line + ", column " + strconv.Itoa(e.Column) + ": " + e.Err.Error()
}

func (e *ParseError) Unwrap() error { return e.Err }

var (
	ErrBareQuote  = errors.New("bare \" in non-quoted-field")
	ErrQuote      = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount = errors.New("wrong number of fields")

	// Deprecated: ErrTrailingComma is no longer used.
	ErrTrailingComma = errors.New("extra delimiter at end of line")
)

var errInvalidDelim = errors.New("csv: invalid field or comment delimiter")

func validDelim(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

type position struct{ line, column int }

// A Reader reads records. Its form is known to mod.rs.
type Reader struct {
	Comma           rune // between fields
	Comment         rune // begins lines that are left out; 0: none
	FieldsPerRecord int  // 0: as many as the first record has; negative: any number
	LazyQuotes      bool // quotes may stand within fields
	// TrimLeadingSpace takes leading space off fields, even where Comma is space.
	TrimLeadingSpace bool
	ReuseRecord      bool // Read may give the slice of the call before

	// Deprecated: TrailingComma is no longer used.
	TrailingComma bool

	r         *bufio.Reader
	line      int
	offset    int64
	columns   []int      // of the fields, where all of them stand on one line
	row       int        // which is this
	long      []byte     // a line longer than r's buffer
	text      []byte     // the fields of the record, one after the other
	ends      []int      // where in text each of them ends
	positions []position // instead of columns
	last      []string
}

// NewReader returns a reader of r with commas.
func NewReader(r io.Reader) *Reader { return &Reader{Comma: ',', r: bufio.NewReader(r)} }

// Read reads a record. It gives the fields together with ErrFieldCount where their number is wrong; io.EOF at the end.
func (r *Reader) Read() (record []string, err error) {
	if r.ReuseRecord {
		record, err = r.read(r.last)
		r.last = record
		return record, err
	}
	return r.read(nil)
}

// FieldPos gives line and column of a field of the last record, both from 1.
func (r *Reader) FieldPos(field int) (line, column int) {
	if 0 <= field && field < len(r.columns) {
		return r.row, r.columns[field]
	}
	if field < 0 || field >= len(r.positions) {
		panic("out of range index passed to FieldPos")
	}
	p := r.positions[field]
	return p.line, p.column
}

// InputOffset is where the last record ended and the next begins.
func (r *Reader) InputOffset() int64 { return r.offset }

// ReadAll reads all records that are left.
func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.read(nil)
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

// readLine gives a line with its end, always "\n".
func (r *Reader) readLine() ([]byte, error) {
	line, err := r.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.long = append(r.long[:0], line...)
		for err == bufio.ErrBufferFull {
			line, err = r.r.ReadSlice('\n')
			r.long = append(r.long, line...)
		}
		line = r.long
	}
	size := len(line)
	if size > 0 && err == io.EOF {
		err = nil
		if line[size-1] == '\r' {
			line = line[:size-1]
		}
	}
	r.line++
	r.offset += int64(size)
	if n := len(line); n >= 2 && line[n-2] == '\r' && line[n-1] == '\n' {
		line[n-2] = '\n'
		line = line[:n-1]
	}
	return line, err
}

func endLength(b []byte) int {
	if len(b) > 0 && b[len(b)-1] == '\n' {
		return 1
	}
	return 0
}

func firstRune(b []byte) rune {
	r, _ := utf8.DecodeRune(b)
	return r
}

func (r *Reader) read(dst []string) ([]string, error) {
	if record := quick(r, dst); record != nil {
		return record, nil
	}
	if r.Comma == r.Comment || !validDelim(r.Comma) || r.Comment != 0 && !validDelim(r.Comment) {
		return nil, errInvalidDelim
	}
	var line []byte
	var readErr error
	for readErr == nil {
		line, readErr = r.readLine()
		if r.Comment != 0 && firstRune(line) == r.Comment || readErr == nil && len(line) == endLength(line) {
			line = nil
			continue
		}
		break
	}
	if readErr == io.EOF {
		return nil, readErr
	}
	if readErr == nil {
		if record := split(r, line, dst); record != nil {
			return record, nil
		}
	}
	start := r.line
	r.text, r.ends, r.positions, r.columns = r.text[:0], r.ends[:0], r.positions[:0], r.columns[:0]
	err := readErr
	if wrong := r.fields(line, start); wrong != nil {
		err = wrong
	}
	all := string(r.text)
	dst = dst[:0]
	if cap(dst) < len(r.ends) {
		dst = make([]string, 0, len(r.ends))
	}
	from := 0
	for _, to := range r.ends {
		dst = append(dst, all[from:to])
		from = to
	}
	if r.FieldsPerRecord > 0 {
		if len(dst) != r.FieldsPerRecord && err == nil {
			err = &ParseError{StartLine: start, Line: start, Column: 1, Err: ErrFieldCount}
		}
	} else if r.FieldsPerRecord == 0 {
		r.FieldsPerRecord = len(dst)
	}
	return dst, err
}

// quick reads a record that is one line, has nothing wrong in it, and is in r's buffer already; nil: nothing has been done.
func quick(r *Reader, dst []string) []string

// split does the same for a line that has been read.
func split(r *Reader, line []byte, dst []string) []string

// fields takes a record apart; a quoted field may go on in following lines.
func (r *Reader) fields(line []byte, start int) error {
	comma := utf8.RuneLen(r.Comma)
	pos := position{r.line, 1}
	for {
		if r.TrimLeadingSpace {
			trimmed := bytes.TrimLeftFunc(line, unicode.IsSpace)
			if i := len(line) - len(trimmed); len(trimmed) > 0 || endLength(line) == 0 {
				line = trimmed
				pos.column += i
			} else {
				// The line end is no space to be trimmed.
				pos.column += i - 1
				line = line[len(line)-1:]
			}
		}
		if len(line) == 0 || line[0] != '"' {
			end := bytes.IndexRune(line, r.Comma)
			field := line
			if end >= 0 {
				field = line[:end]
			} else {
				field = line[:len(line)-endLength(line)]
			}
			if !r.LazyQuotes {
				if at := bytes.IndexByte(field, '"'); at >= 0 {
					return &ParseError{start, r.line, pos.column + at, ErrBareQuote}
				}
			}
			r.add(field, pos)
			if end < 0 {
				return nil
			}
			line = line[end+comma:]
			pos.column += end + comma
			continue
		}
		first := pos
		line = line[1:]
		pos.column++
	quoted:
		for {
			at := bytes.IndexByte(line, '"')
			switch {
			case at >= 0:
				r.text = append(r.text, line[:at]...)
				line = line[at+1:]
				pos.column += at + 1
				switch next := firstRune(line); {
				case next == '"':
					r.text = append(r.text, '"')
					line = line[1:]
					pos.column++
				case next == r.Comma:
					line = line[comma:]
					pos.column += comma
					r.add(nil, first)
					break quoted
				case endLength(line) == len(line):
					r.add(nil, first)
					return nil
				case r.LazyQuotes:
					r.text = append(r.text, '"')
				default:
					return &ParseError{start, r.line, pos.column - 1, ErrQuote}
				}
			case len(line) > 0:
				r.text = append(r.text, line...)
				pos.column += len(line)
				var err error
				if line, err = r.readLine(); len(line) > 0 {
					pos = position{r.line, 1}
				}
				if err != nil && err != io.EOF {
					return err
				}
			default:
				if !r.LazyQuotes {
					return &ParseError{start, pos.line, pos.column, ErrQuote}
				}
				r.add(nil, first)
				return nil
			}
		}
	}
}

// add ends a field that begins at pos.
func (r *Reader) add(text []byte, pos position) {
	r.text = append(r.text, text...)
	r.ends = append(r.ends, len(r.text))
	r.positions = append(r.positions, pos)
}

// A Writer writes records. Flush writes what is left in its buffer. Its form is known to mod.rs.
type Writer struct {
	Comma   rune
	UseCRLF bool // lines end with \r\n
	w       *bufio.Writer
}

// NewWriter returns a writer to w with commas.
func NewWriter(w io.Writer) *Writer { return &Writer{Comma: ',', w: bufio.NewWriter(w)} }

// tryWriterWrite writes a record for which there is room in the buffer.
func tryWriterWrite(w *Writer, record []string) error

// Write writes a record, fields quoted where they have to be.
func (w *Writer) Write(record []string) error {
	if !validDelim(w.Comma) {
		return errInvalidDelim
	}
	for i, field := range record {
		if i > 0 {
			if _, err := w.w.WriteRune(w.Comma); err != nil {
				return err
			}
		}
		if !w.needsQuotes(field) {
			if _, err := w.w.WriteString(field); err != nil {
				return err
			}
			continue
		}
		if err := w.w.WriteByte('"'); err != nil {
			return err
		}
		for len(field) > 0 {
			at := strings.IndexAny(field, "\"\r\n")
			if at < 0 {
				at = len(field)
			}
			if _, err := w.w.WriteString(field[:at]); err != nil {
				return err
			}
			field = field[at:]
			if len(field) == 0 {
				break
			}
			var err error
			switch c := field[0]; {
			case c == '"':
				_, err = w.w.WriteString(`""`)
			case c == '\r' && w.UseCRLF:
			case c == '\n' && w.UseCRLF:
				_, err = w.w.WriteString("\r\n")
			default:
				err = w.w.WriteByte(c)
			}
			field = field[1:]
			if err != nil {
				return err
			}
		}
		if err := w.w.WriteByte('"'); err != nil {
			return err
		}
	}
	if w.UseCRLF {
		_, err := w.w.WriteString("\r\n")
		return err
	}
	return w.w.WriteByte('\n')
}

// Flush writes what is left; Error says whether that failed.
func (w *Writer) Flush() { w.w.Flush() }

// Error gives the error of a Write or Flush before.
func (w *Writer) Error() error {
	_, err := w.w.Write(nil)
	return err
}

// WriteAll writes records and flushes.
func (w *Writer) WriteAll(records [][]string) error {
	for _, record := range records {
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return w.w.Flush()
}

// needsQuotes: what would be read differently without, or not at all.
func (w *Writer) needsQuotes(field string) bool {
	if field == "" {
		return false
	}
	if field == `\.` || strings.ContainsAny(field, "\"\r\n") || strings.ContainsRune(field, w.Comma) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(field)
	return unicode.IsSpace(first)
}
