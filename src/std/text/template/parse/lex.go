package parse

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A kind is what a token is.
type kind int

const (
	tokError kind = iota
	tokEOF
	tokText
	tokComment
	tokLeft
	tokRight
	tokSpace
	tokWord     // an identifier or keyword
	tokField    // .name
	tokVariable // $name
	tokDot
	tokNumber
	tokChar
	tokString
	tokRawString
	tokOpen
	tokClose
	tokPipe
	tokAssign
	tokDeclare
	tokOther // a character that means something only in its place
)

type token struct {
	kind kind
	pos  Pos
	line int
	text string
}

// String is the token as errors show it.
func (t token) String() string {
	switch {
	case t.kind == tokEOF:
		return "EOF"
	case t.kind == tokError:
		return t.text
	case t.kind == tokDot, t.kind == tokWord && keywords[t.text]:
		return "<" + t.text + ">"
	case len(t.text) > 10:
		return fmt.Sprintf("%.10q...", t.text)
	}
	return fmt.Sprintf("%q", t.text)
}

// Words that are keywords wherever they stand; break and continue are so unless there are functions of these names.
var keywords = map[string]bool{
	"block": true, "break": true, "continue": true, "define": true, "else": true, "end": true, "if": true, "range": true, "nil": true,
	"template": true, "with": true,
}

const spaces = " \t\r\n"

// A scanner takes a text apart. After an error there is nothing more.
type scanner struct {
	text        string
	left, right string
	comments    bool // they are tokens
	at, start   int
	line        int // at start
	newline     int // where the first one at start or behind it stands
	depth       int // of parentheses
	out         []token
}

// scan gives all tokens of a text; the last one is tokEOF or tokError.
func scan(text, left, right string, comments bool) []token {
	s := &scanner{text: text, left: left, right: right, comments: comments, line: 1}
	s.findNewline()
	for s.plain() && s.action() {
	}
	return s.out
}

func (s *scanner) rest() string { return s.text[s.at:] }

func (s *scanner) findNewline() {
	s.newline = len(s.text)
	if i := strings.IndexByte(s.rest(), '\n'); i >= 0 {
		s.newline = s.at + i
	}
}

// drop leaves out what lies between start and at.
func (s *scanner) drop() {
	if s.at > s.newline {
		s.line += strings.Count(s.text[s.start:s.at], "\n")
		s.findNewline()
	}
	s.start = s.at
}

func (s *scanner) put(k kind) {
	s.out = append(s.out, token{k, Pos(s.start), s.line, s.text[s.start:s.at]})
	s.drop()
}

func (s *scanner) fail(format string, args ...any) bool {
	s.out = append(s.out, token{tokError, Pos(s.start), s.line, fmt.Sprintf(format, args...)})
	return false
}

// trims reports whether a minus and a space follow a left delimiter.
func trims(s string) bool {
	return len(s) > 1 && s[0] == '-' && strings.IndexByte(spaces, s[1]) >= 0
}

// closing reports whether a right delimiter stands here, and whether it trims.
func (s *scanner) closing() (here, trim bool) {
	if s.at == len(s.text) {
		return false, false
	}
	if c := s.text[s.at]; c != s.right[0] && !isSpace(rune(c)) {
		return false, false
	}
	rest := s.rest()
	if len(rest) > 1 && strings.IndexByte(spaces, rest[0]) >= 0 && rest[1] == '-' && strings.HasPrefix(rest[2:], s.right) {
		return true, true
	}
	return strings.HasPrefix(rest, s.right), false
}

// close steps over a right delimiter; keep: it is a token.
func (s *scanner) close(trim, keep bool) {
	if trim {
		s.at += 2
	}
	if keep {
		s.drop()
	}
	s.at += len(s.right)
	if keep {
		s.put(tokRight)
	}
	if trim {
		s.at += len(s.rest()) - len(strings.TrimLeft(s.rest(), spaces))
	}
	s.drop()
}

// plain reads up to and with the next left delimiter, comments included. False: the end.
func (s *scanner) plain() bool {
	for {
		i := strings.Index(s.rest(), s.left)
		if i < 0 {
			s.at = len(s.text)
			if s.at > s.start {
				s.put(tokText)
			}
			s.put(tokEOF)
			return false
		}
		s.at += i
		marker := trims(s.text[s.at+len(s.left):])
		open := s.at
		if marker {
			s.at = s.start + len(strings.TrimRight(s.text[s.start:s.at], spaces))
		}
		if s.at > s.start {
			s.put(tokText)
		}
		s.at = open
		s.drop()
		s.at += len(s.left)
		inner := s.at
		if marker {
			inner += 2
		}
		if !strings.HasPrefix(s.text[inner:], "/*") {
			s.put(tokLeft)
			s.at = inner
			s.drop()
			return true
		}
		s.at = inner
		s.drop()
		end := strings.Index(s.rest()[2:], "*/")
		if end < 0 {
			return s.fail("unclosed comment")
		}
		s.at += end + 4
		here, trim := s.closing()
		if !here {
			return s.fail("comment ends before closing delimiter")
		}
		if s.comments {
			s.put(tokComment)
		}
		s.close(trim, false)
	}
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isASCIIWord is isWord of ASCII.
func isASCIIWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_'
}

func isWord(r rune) bool {
	if 0 <= r && r < utf8.RuneSelf {
		return isASCIIWord(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func (s *scanner) peek() rune {
	if s.at >= len(s.text) {
		return -1
	}
	if c := s.text[s.at]; c < utf8.RuneSelf {
		return rune(c)
	}
	r, _ := utf8.DecodeRuneInString(s.rest())
	return r
}

func (s *scanner) word() {
	for {
		text, at := s.text, s.at
		for at < len(text) && isASCIIWord(text[at]) {
			at++
		}
		s.at = at
		if at == len(text) || text[at] < utf8.RuneSelf {
			return
		}
		r := s.peek()
		if !isWord(r) {
			return
		}
		s.at += utf8.RuneLen(r)
	}
}

// ends reports whether what stands here may follow a word.
func (s *scanner) ends() bool {
	switch s.peek() {
	case -1, ' ', '\t', '\n', '\r', '.', ',', '|', ':', ')', '(':
		return true
	}
	return strings.HasPrefix(s.rest(), s.right)
}

// action reads the tokens of an action and its right delimiter. False: there is an error.
func (s *scanner) action() bool {
	s.depth = 0
	for {
		if here, trim := s.closing(); here {
			if s.depth > 0 {
				return s.fail("unclosed left paren")
			}
			s.close(trim, true)
			return true
		}
		if !s.one() {
			return false
		}
	}
}

func (s *scanner) one() bool {
	r := s.peek()
	if r < 0 {
		return s.fail("unclosed action")
	}
	if isSpace(r) {
		for isSpace(s.peek()) {
			if here, trim := s.closing(); here && trim && s.at > s.start {
				break
			}
			s.at++
		}
		s.put(tokSpace)
		return true
	}
	next := byte(0)
	if s.at+1 < len(s.text) {
		next = s.text[s.at+1]
	}
	switch {
	case r == '.' && !isDigit(next), r == '$':
		s.at++
		named := isWord(s.peek())
		s.word()
		if !s.ends() {
			return s.fail("bad character %#U", s.peek())
		}
		switch {
		case r == '$':
			s.put(tokVariable)
		case named:
			s.put(tokField)
		default:
			s.put(tokDot)
		}
		return true
	case r == '.', r == '+', r == '-', r < 0x80 && isDigit(byte(r)):
		return s.number()
	case isWord(r):
		s.word()
		if !s.ends() {
			return s.fail("bad character %#U", s.peek())
		}
		s.put(tokWord)
		return true
	case r == '"':
		return s.quoted('"', tokString, "unterminated quoted string")
	case r == '\'':
		return s.quoted('\'', tokChar, "unterminated character constant")
	case r == '`':
		end := strings.IndexByte(s.rest()[1:], '`')
		if end < 0 {
			return s.fail("unterminated raw quoted string")
		}
		s.at += end + 2
		s.put(tokRawString)
		return true
	case r == ':':
		if next != '=' {
			return s.fail("expected :=")
		}
		s.at += 2
		s.put(tokDeclare)
		return true
	case r >= 0x80 || !unicode.IsPrint(r):
		return s.fail("unrecognized character in action: %#U", r)
	}
	s.at++
	switch r {
	case '=':
		s.put(tokAssign)
	case '|':
		s.put(tokPipe)
	case '(':
		s.depth++
		s.put(tokOpen)
	case ')':
		if s.depth--; s.depth < 0 {
			return s.fail("unexpected right paren")
		}
		s.put(tokClose)
	default:
		s.put(tokOther)
	}
	return true
}

func (s *scanner) quoted(quote byte, k kind, unterminated string) bool {
	for s.at++; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case quote:
			s.at++
			s.put(k)
			return true
		case '\\':
			s.at++
			if s.at < len(s.text) && s.text[s.at] == '\n' {
				return s.fail("%s", unterminated)
			}
		case '\n':
			return s.fail("%s", unterminated)
		}
	}
	return s.fail("%s", unterminated)
}

func (s *scanner) run(set string) {
	for s.at < len(s.text) && strings.IndexByte(set, s.text[s.at]) >= 0 {
		s.at++
	}
}

func (s *scanner) accept(set string) bool {
	ok := s.at < len(s.text) && strings.IndexByte(set, s.text[s.at]) >= 0
	if ok {
		s.at++
	}
	return ok
}

// real steps over a number; whether it is right is found out later.
func (s *scanner) real() bool {
	const decimal = "0123456789_"
	s.accept("+-")
	digits := decimal
	if s.accept("0") {
		switch {
		case s.accept("xX"):
			digits = "0123456789abcdefABCDEF_"
		case s.accept("oO"):
			digits = "01234567_"
		case s.accept("bB"):
			digits = "01_"
		}
	}
	s.run(digits)
	if s.accept(".") {
		s.run(digits)
	}
	if digits == decimal && s.accept("eE") || len(digits) > 20 && s.accept("pP") {
		s.accept("+-")
		s.run(decimal)
	}
	s.accept("i")
	if r := s.peek(); isWord(r) {
		s.at += utf8.RuneLen(r)
		return false
	}
	return true
}

func (s *scanner) number() bool {
	ok := s.real()
	if r := s.peek(); ok && (r == '+' || r == '-') {
		ok = s.real() && s.text[s.at-1] == 'i'
	}
	if !ok {
		return s.fail("bad number syntax: %q", s.text[s.start:s.at])
	}
	s.put(tokNumber)
	return true
}
