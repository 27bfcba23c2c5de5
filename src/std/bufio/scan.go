package bufio

import (
	"errors"
	"internal/core/io"
	"unicode/utf8"
	"unsafe"
)

const (
	// MaxScanTokenSize is the size a token may have unless Buffer says otherwise.
	MaxScanTokenSize = 64 * 1024

	firstSize = 4096
)

var (
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
)

// ErrFinalToken, from a SplitFunc, means that its token is the last; without a token scanning stops at once.
var ErrFinalToken = errors.New("final token")

// SplitFunc finds the next token in data: how far to advance, and the token, nil to ask for more data.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// Scanner takes input apart into tokens, by default lines. Its form is known to mod.rs.
type Scanner struct {
	r          io.Reader
	split      SplitFunc // nil: ScanLines, searched for here
	maxSize    int
	token      []byte
	buf        []byte
	start, end int // buf[start:end] is not yet scanned
	searched   int // of it, bytes known to hold no newline
	err        error
	empties    int
	used       bool
	done       bool
	words      bool // split is ScanWords
}

// NewScanner returns a Scanner of lines.
func NewScanner(r io.Reader) *Scanner { return &Scanner{r: r, maxSize: MaxScanTokenSize} }

// Err is the first error that was met, apart from the end of input.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Bytes gives the token; it is good until the next Scan.
func (s *Scanner) Bytes() []byte { return s.token }

// Text gives the token as a string.
func (s *Scanner) Text() string { return string(s.token) }

// Buffer sets the first buffer and the largest size of a token.
func (s *Scanner) Buffer(buf []byte, max int) {
	if s.used {
		panic("Buffer called after Scan")
	}
	s.buf = buf[0:cap(buf)]
	s.maxSize = max
}

// Split sets how tokens are found.
func (s *Scanner) Split(split SplitFunc) {
	if s.used {
		panic("Split called after Scan")
	}
	s.split = split
	s.words = same(split, ScanWords)
	if same(split, ScanLines) {
		s.split = nil
	}
}

// same: both are the one function of a package.
func same(a, b SplitFunc) bool {
	return *(*unsafe.Pointer)(unsafe.Pointer(&a)) == *(*unsafe.Pointer)(unsafe.Pointer(&b))
}

func (s *Scanner) setErr(err error) {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
}

func tryScannerScan(s *Scanner) bool

// Scan goes on to the next token; false at the end of input or at an error.
func (s *Scanner) Scan() bool {
	if s.done {
		return false
	}
	s.used = true
	for {
		if s.end > s.start || s.err != nil {
			if s.split == nil {
				if s.line() {
					return true
				}
			} else if found, stop := s.apply(); stop {
				return found
			}
		}
		// Without a token in what there is, an error or the end is final.
		if s.err != nil {
			s.start = 0
			s.end = 0
			s.token = nil
			return false
		}
		if !s.makeRoom() {
			return false
		}
		s.read()
	}
}

// line looks for the next line.
func (s *Scanner) line() bool {
	i := indexByte(s.buf[s.start+s.searched:s.end], '\n')
	next := 0
	var token []byte
	if i >= 0 {
		i += s.searched
		token = s.buf[s.start : s.start+i]
		next = s.start + i + 1
	} else {
		s.searched = s.end - s.start
		if s.err == nil || s.start == s.end {
			return false
		}
		token = s.buf[s.start:s.end]
		next = s.end
	}
	s.searched = 0
	s.start = next
	if n := len(token); n > 0 && token[n-1] == '\r' {
		token = token[:n-1]
	}
	s.token = token
	return true
}

// apply calls the SplitFunc; stop says that Scan is to return found.
func (s *Scanner) apply() (found, stop bool) {
	advance, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
	if err != nil {
		if err == ErrFinalToken {
			s.token = token
			s.done = true
			return token != nil, true
		}
		s.setErr(err)
		return false, true
	}
	if advance < 0 {
		s.setErr(ErrNegativeAdvance)
		return false, true
	}
	if advance > s.end-s.start {
		s.setErr(ErrAdvanceTooFar)
		return false, true
	}
	s.start += advance
	s.token = token
	if token == nil {
		return false, false
	}
	if s.err == nil || advance > 0 {
		s.empties = 0
	} else {
		// At the end of input empty tokens could go on for ever.
		s.empties++
		if s.empties > maxEmptyReads {
			panic("bufio.Scan: too many empty tokens without progressing")
		}
	}
	return true, true
}

// makeRoom moves what is left to the front or makes the buffer larger.
func (s *Scanner) makeRoom() bool {
	if s.start > 0 && (s.end == len(s.buf) || s.start > len(s.buf)/2) {
		copy(s.buf, s.buf[s.start:s.end])
		s.end -= s.start
		s.start = 0
	}
	if s.end < len(s.buf) {
		return true
	}
	if len(s.buf) >= s.maxSize || len(s.buf) > 1<<61 {
		s.token = nil
		s.setErr(ErrTooLong)
		return false
	}
	size := len(s.buf) * 2
	if size == 0 {
		size = firstSize
	}
	buf := make([]byte, min(size, s.maxSize))
	copy(buf, s.buf[s.start:s.end])
	s.buf = buf
	s.end -= s.start
	s.start = 0
	return true
}

func (s *Scanner) read() {
	for loop := 0; ; {
		n, err := s.r.Read(s.buf[s.end:])
		if n < 0 || len(s.buf)-s.end < n {
			s.setErr(ErrBadReadCount)
			return
		}
		s.end += n
		if err != nil {
			s.setErr(err)
			return
		}
		if n > 0 {
			s.empties = 0
			return
		}
		loop++
		if loop > maxEmptyReads {
			s.setErr(io.ErrNoProgress)
			return
		}
	}
}

// ScanBytes gives each byte.
func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if atEOF && len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[0:1], nil
}

// ScanRunes gives each code point; faulty bytes become U+FFFD.
func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if atEOF && len(data) == 0 {
		return 0, nil, nil
	}
	if data[0] < utf8.RuneSelf {
		return 1, data[0:1], nil
	}
	_, size := utf8.DecodeRune(data)
	if size > 1 {
		return size, data[0:size], nil
	}
	if !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	return 1, []byte(string(utf8.RuneError)), nil
}

// ScanLines gives each line without its end, \n or \r\n.
func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if atEOF && len(data) == 0 {
		return 0, nil, nil
	}
	if i := indexByte(data, '\n'); i >= 0 {
		return i + 1, dropReturn(data[0:i]), nil
	}
	if atEOF {
		return len(data), dropReturn(data), nil
	}
	return 0, nil, nil
}

func dropReturn(data []byte) []byte {
	if n := len(data); n > 0 && data[n-1] == '\r' {
		return data[:n-1]
	}
	return data
}

// wordIn gives the bounds of the first word of data: where it begins, and where it ends (-1: nowhere yet) with the
// size of the space that ends it.
func wordIn(data []byte) (start, end, space int)

// ScanWords gives each run of anything but white space.
func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	start, end, space := wordIn(data)
	if end >= 0 {
		return end + space, data[start:end], nil
	}
	if atEOF && len(data) > start {
		return len(data), data[start:], nil
	}
	return start, nil, nil
}
