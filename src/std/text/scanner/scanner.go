// Package scanner takes texts apart into tokens like Go's: names, numbers, strings, comments.
package scanner

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Position is a place in a text. It is valid if its line is not 0.
type Position struct {
	Filename string
	Offset   int // in bytes, from 0
	Line     int // from 1
	Column   int // in characters, from 1
}

// IsValid reports whether the position is one.
func (pos *Position) IsValid() bool { return pos.Line > 0 }

func (pos Position) String() string {
	s := pos.Filename
	if s == "" {
		s = "<input>"
	}
	if pos.IsValid() {
		s += fmt.Sprintf(":%d:%d", pos.Line, pos.Column)
	}
	return s
}

// What a Scanner recognizes.
const (
	ScanIdents     = 1 << -Ident
	ScanInts       = 1 << -Int
	ScanFloats     = 1 << -Float // integers too
	ScanChars      = 1 << -Char
	ScanStrings    = 1 << -String
	ScanRawStrings = 1 << -RawString
	ScanComments   = 1 << -Comment
	SkipComments   = 1 << -skipComment // with ScanComments: they are white space
	GoTokens       = ScanIdents | ScanFloats | ScanChars | ScanStrings | ScanRawStrings | ScanComments | SkipComments
)

// What Scan gives, or a character.
const (
	EOF = -(iota + 1)
	Ident
	Int
	Float
	Char
	String
	RawString
	Comment
	skipComment
)

var names = [...]string{"EOF", "Ident", "Int", "Float", "Char", "String", "RawString", "Comment"}

// TokenString names a token or character.
func TokenString(tok rune) string {
	if tok < 0 && int(-tok) <= len(names) {
		return names[-tok-1]
	}
	return fmt.Sprintf("%q", string(tok))
}

// GoWhitespace is Go's white space, for Whitespace.
const GoWhitespace = 1<<'\t' | 1<<'\n' | 1<<'\r' | 1<<' '

const unread = -2 // nothing was read yet

// A Scanner reads characters and tokens from a text.
type Scanner struct {
	src    io.Reader
	buf    []byte // read from src and not looked at
	srcErr error

	ch        rune // the next character
	raw       [utf8.UTFMax]byte
	width     int // of raw
	offset    int // of ch, as the next two
	line, col int

	keeping bool   // the token's text
	text    []byte // up to ch

	Error       func(s *Scanner, msg string) // nil: errors are written to standard error
	ErrorCount  int
	Mode        uint                       // what is recognized
	Whitespace  uint64                     // bits of characters up to ' ' that are skipped
	IsIdentRune func(ch rune, i int) bool  // nil: as in Go
	Position                               // where the last token begins
}

// Init makes the scanner read src from its beginning, for Go's tokens.
func (s *Scanner) Init(src io.Reader) *Scanner {
	name, isIdent := s.Filename, s.IsIdentRune
	*s = Scanner{src: src, ch: unread, line: 1, col: 1, Mode: GoTokens, Whitespace: GoWhitespace, IsIdentRune: isIdent}
	s.Filename = name
	return s
}

// next goes to the next character.
func (s *Scanner) next() rune {
	if s.keeping {
		s.text = append(s.text, s.raw[:s.width]...)
	}
	for s.srcErr == nil && !utf8.FullRune(s.buf) {
		var more [1024]byte
		n, err := s.src.Read(more[:])
		s.buf = append(s.buf, more[:n]...)
		if s.srcErr = err; err != nil && err != io.EOF {
			s.fail(err.Error())
		}
	}
	switch {
	case s.ch < 0:
	case s.ch == '\n':
		s.line++
		s.col = 1
	default:
		s.col++
	}
	s.offset += s.width
	if len(s.buf) == 0 {
		s.ch, s.width = EOF, 0
		return EOF
	}
	s.ch, s.width = utf8.DecodeRune(s.buf)
	copy(s.raw[:], s.buf[:s.width])
	s.buf = s.buf[s.width:]
	if s.ch == utf8.RuneError && s.width == 1 {
		s.fail("invalid UTF-8 encoding")
	} else if s.ch == 0 {
		s.fail("invalid character NUL")
	}
	return s.ch
}

// Next reads a character, or EOF.
func (s *Scanner) Next() rune {
	s.keeping = false
	s.text = s.text[:0]
	s.Line = 0
	ch := s.Peek()
	if ch != EOF {
		s.next()
	}
	return ch
}

// Peek is the next character, which is not read.
func (s *Scanner) Peek() rune {
	if s.ch == unread && s.next() == '\uFEFF' {
		s.next()
	}
	return s.ch
}

func (s *Scanner) fail(format string, args ...any) {
	msg := format
	if len(args) > 0 {
		msg = fmt.Sprintf(format, args...)
	}
	s.ErrorCount++
	if s.Error != nil {
		s.Error(s, msg)
		return
	}
	at := s.Position
	if !at.IsValid() {
		at = s.Pos()
	}
	fmt.Fprintf(os.Stderr, "%s: %s\n", at, msg)
}

// Pos is the place behind what was read last.
func (s *Scanner) Pos() (pos Position) {
	return Position{s.Filename, s.offset, s.line, s.col}
}

// TokenText is the text of the last token.
func (s *Scanner) TokenText() string { return string(s.text) }

func (s *Scanner) isIdent(ch rune, i int) bool {
	if s.IsIdentRune != nil {
		return ch != EOF && s.IsIdentRune(ch, i)
	}
	return ch == '_' || unicode.IsLetter(ch) || i > 0 && unicode.IsDigit(ch)
}

func isDecimal(ch rune) bool { return '0' <= ch && ch <= '9' }

func isHex(ch rune) bool { return isDecimal(ch) || 'a' <= ch|0x20 && ch|0x20 <= 'f' }

// Scan reads a token, or a character that begins none; EOF at the end.
func (s *Scanner) Scan() rune {
	s.Peek()
	s.Line = 0
	for {
		s.keeping = false
		s.text = s.text[:0]
		for s.Whitespace&(1<<uint(s.ch)) != 0 {
			s.next()
		}
		s.keeping = true
		s.Offset, s.Line, s.Column = s.offset, s.line, s.col
		if s.ch == EOF && s.offset == 0 {
			// Where there is nothing at all no place is known.
			s.Line, s.Column = 0, 0
		}
		if tok, skip := s.token(); !skip {
			s.keeping = false
			return tok
		}
	}
}

// token reads one; skip: it was a comment that is not wanted.
func (s *Scanner) token() (tok rune, skip bool) {
	ch := s.ch
	wants := func(bit uint) bool { return s.Mode&bit != 0 }
	switch {
	case s.isIdent(ch, 0):
		if !wants(ScanIdents) {
			break
		}
		for i := 1; s.isIdent(s.next(), i); i++ {
		}
		return Ident, false
	case isDecimal(ch) && wants(ScanInts|ScanFloats):
		return s.number(false), false
	case ch == EOF:
		return EOF, false
	case ch == '.' && wants(ScanFloats):
		if isDecimal(s.next()) {
			return s.number(true), false
		}
		return '.', false
	case ch == '"' && wants(ScanStrings):
		s.quoted('"')
		tok = String
	case ch == '\'' && wants(ScanChars):
		if s.quoted('\'') != 1 {
			s.fail("invalid char literal")
		}
		tok = Char
	case ch == '`' && wants(ScanRawStrings):
		for s.next() != '`' {
			if s.ch < 0 {
				s.fail("literal not terminated")
				break
			}
		}
		tok = RawString
	case ch == '/':
		s.next()
		if s.ch != '/' && s.ch != '*' || !wants(ScanComments) {
			return '/', false
		}
		if wants(SkipComments) {
			s.keeping = false
			s.text = s.text[:0]
			s.comment()
			return 0, true
		}
		s.comment()
		return Comment, false
	}
	if tok == 0 {
		tok = ch
	}
	s.next()
	return tok, false
}

func (s *Scanner) comment() {
	if s.ch == '/' {
		for s.next(); s.ch != '\n' && s.ch >= 0; s.next() {
		}
		return
	}
	s.next()
	for star := false; ; s.next() {
		if s.ch < 0 {
			s.fail("comment not terminated")
			return
		}
		if star && s.ch == '/' {
			s.next()
			return
		}
		star = s.ch == '*'
	}
}

// quoted reads up to the end quote, and counts the characters.
func (s *Scanner) quoted(quote rune) (n int) {
	for s.next(); s.ch != quote; n++ {
		if s.ch == '\n' || s.ch < 0 {
			s.fail("literal not terminated")
			return n
		}
		if s.ch == '\\' {
			s.escape(quote)
		} else {
			s.next()
		}
	}
	return n
}

func (s *Scanner) escape(quote rune) {
	switch ch := s.next(); {
	case ch == quote || ch >= 0 && strings.ContainsRune(`abfnrtv\`, ch):
		s.next()
	case '0' <= ch && ch <= '7':
		s.escaped(8, 3)
	case ch == 'x':
		s.next()
		s.escaped(16, 2)
	case ch == 'u':
		s.next()
		s.escaped(16, 4)
	case ch == 'U':
		s.next()
		s.escaped(16, 8)
	default:
		s.fail("invalid char escape")
	}
}

func (s *Scanner) escaped(base, n int) {
	for ; n > 0 && (base == 8 && '0' <= s.ch && s.ch <= '7' || base == 16 && isHex(s.ch)); n-- {
		s.next()
	}
	if n > 0 {
		s.fail("invalid char escape")
	}
}

// digits reads digits and underscores; wrong is the first digit that the base does not have.
func (s *Scanner) digits(base rune, wrong *rune) (any, underscore bool) {
	for ; s.ch == '_' || isDecimal(s.ch) || base == 16 && isHex(s.ch); s.next() {
		if s.ch == '_' {
			underscore = true
			continue
		}
		any = true
		if base < 10 && s.ch >= '0'+base && *wrong == 0 {
			*wrong = s.ch
		}
	}
	return
}

// number reads a number; dot: its point was read.
func (s *Scanner) number(dot bool) (tok rune) {
	base, kind, prefix := rune(10), "decimal literal", rune(0)
	var some, underscores bool
	var wrong rune
	read := func(base rune, wrong *rune) bool {
		digit, underscore := s.digits(base, wrong)
		underscores = underscores || underscore
		return digit
	}
	tok = Int
	if !dot {
		if s.ch == '0' {
			base, kind, prefix, some = 8, "octal literal", '0', true
			switch s.next() | 0x20 {
			case 'x':
				base, kind, prefix = 16, "hexadecimal literal", 'x'
			case 'o':
				prefix = 'o'
			case 'b':
				base, kind, prefix = 2, "binary literal", 'b'
			}
			if prefix != '0' {
				some = false
				s.next()
			}
		}
		some = read(base, &wrong) || some
		if s.ch == '.' && s.Mode&ScanFloats != 0 {
			s.next()
			dot = true
		}
	}
	if dot {
		tok = Float
		if prefix == 'o' || prefix == 'b' {
			s.fail("invalid radix point in " + kind)
		}
		some = read(base, &wrong) || some
	}
	if !some {
		s.fail(kind + " has no digits")
	}
	if e := s.ch | 0x20; (e == 'e' || e == 'p') && s.Mode&ScanFloats != 0 {
		if e == 'e' && prefix != 0 && prefix != '0' {
			s.fail("%q exponent requires decimal mantissa", s.ch)
		} else if e == 'p' && prefix != 'x' {
			s.fail("%q exponent requires hexadecimal mantissa", s.ch)
		}
		tok = Float
		if sign := s.next(); sign == '+' || sign == '-' {
			s.next()
		}
		if !read(10, nil) {
			s.fail("exponent has no digits")
		}
	} else if prefix == 'x' && tok == Float {
		s.fail("hexadecimal mantissa requires a 'p' exponent")
	}
	if tok == Int && wrong != 0 {
		s.fail("invalid digit %q in %s", wrong, kind)
	}
	if underscores && !separates(string(s.text)) {
		s.fail("'_' must separate successive digits")
	}
	return tok
}

// separates: each underscore stands between digits, or behind a base's prefix.
func separates(number string) bool {
	hex := false
	before := byte('.')
	if len(number) > 1 && number[0] == '0' && strings.IndexByte("xob", number[1]|0x20) >= 0 {
		hex = number[1]|0x20 == 'x'
		number, before = number[2:], '0'
	}
	for i := range len(number) {
		c := number[i]
		switch {
		case c == '_':
			if before != '0' {
				return false
			}
		case isDecimal(rune(c)) || hex && isHex(rune(c)):
			c = '0'
		default:
			if before == '_' {
				return false
			}
			c = '.'
		}
		before = c
	}
	return before != '_'
}
