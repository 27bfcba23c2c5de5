// Package scanner takes Go sources apart into tokens.
package scanner

import (
	"bytes"
	"fmt"
	"go/token"
	"path/filepath"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// An ErrorHandler is told of errors: where, and what is wrong.
type ErrorHandler func(pos token.Position, msg string)

// Mode says what a Scanner does.
type Mode uint

// ScanComments has comments as tokens.
const ScanComments Mode = 1 << iota

// A Scanner holds the state between two tokens. Init must be called first.
type Scanner struct {
	file *token.File
	dir  string
	src  []byte
	err  ErrorHandler
	mode Mode

	ch     rune // the next character, -1 at the end
	at     int  // its offset
	after  int  // the offset behind it
	line   int  // where its line begins
	semi   bool // a line break here is a semicolon
	nlPos  token.Pos
	end    token.Pos // of the token, where it is not what was read
	hasEnd bool

	ErrorCount int // errors so far
}

const bom = 0xfeff

// Init begins a source, of the size of file, to which lines are added. Errors go to err, which may be nil.
func (s *Scanner) Init(file *token.File, src []byte, err ErrorHandler, mode Mode) {
	if file.Size() != len(src) {
		panic(fmt.Sprintf("file size (%d) does not match src len (%d)", file.Size(), len(src)))
	}
	dir, _ := filepath.Split(file.Name())
	*s = Scanner{file: file, dir: dir, src: src, err: err, mode: mode, ch: ' ', hasEnd: true}
	s.next()
	if s.ch == bom {
		s.next()
	}
}

func (s *Scanner) error(offset int, msg string) {
	if s.err != nil {
		s.err(s.file.Position(s.file.Pos(offset)), msg)
	}
	s.ErrorCount++
}

func (s *Scanner) errorf(offset int, format string, args ...any) {
	s.error(offset, fmt.Sprintf(format, args...))
}

// next reads a character. What is wrong with it is told now.
func (s *Scanner) next() {
	s.at = s.after
	if s.ch == '\n' {
		s.line = s.at
		s.file.AddLine(s.at)
	}
	if s.after >= len(s.src) {
		s.at = len(s.src)
		s.ch = -1
		return
	}
	size := 1
	s.ch = rune(s.src[s.at])
	if s.ch == 0 {
		s.error(s.at, "illegal character NUL")
	} else if s.ch >= utf8.RuneSelf {
		rest := s.src[s.at:]
		s.ch, size = utf8.DecodeRune(rest)
		switch {
		case s.ch == utf8.RuneError && size == 1:
			if s.at == 0 && len(rest) >= 2 && (rest[0] == 0xff && rest[1] == 0xfe || rest[0] == 0xfe && rest[1] == 0xff) {
				s.error(s.at, "illegal UTF-8 encoding (got UTF-16)")
				size += len(rest) // one error is enough
			} else {
				s.error(s.at, "illegal UTF-8 encoding")
			}
		case s.ch == bom && s.at > 0:
			s.error(s.at, "illegal byte order mark")
		}
	}
	s.after = s.at + size
}

// peek returns the byte behind the next character.
func (s *Scanner) peek() byte {
	if s.after < len(s.src) {
		return s.src[s.after]
	}
	return 0
}

// take reads the next character if it is ch.
func (s *Scanner) take(ch rune) bool {
	if s.ch != ch {
		return false
	}
	s.next()
	return true
}

// End returns where the token ends that was returned last.
func (s *Scanner) End() token.Pos {
	if s.hasEnd {
		return s.end
	}
	return s.file.Pos(s.at)
}

// Scan returns the next token: where it begins, its kind, and its text if the kind does not tell it. A semicolon that a line break stands for
// has the text "\n". At the end it is EOF.
func (s *Scanner) Scan() (pos token.Pos, tok token.Token, lit string) {
	for {
		s.hasEnd = false
		if s.nlPos.IsValid() {
			// A comment had a line break in it.
			pos, s.nlPos = s.nlPos, token.NoPos
			s.end, s.hasEnd = pos+1, true
			return pos, token.SEMICOLON, "\n"
		}
		for s.ch == ' ' || s.ch == '\t' || s.ch == '\r' || s.ch == '\n' && !s.semi {
			s.next()
		}
		pos = s.file.Pos(s.at)
		if s.ch == '/' && (s.peek() == '/' || s.peek() == '*') {
			s.next()
			text, newline := s.comment()
			if s.semi && newline > 0 {
				s.nlPos = s.file.Pos(newline)
				s.semi = false
			}
			if s.mode&ScanComments != 0 {
				return pos, token.COMMENT, text
			}
			continue
		}
		tok, lit = s.token()
		return pos, tok, lit
	}
}

// token reads a token, which is no comment, and notes whether a line break after it is a semicolon.
func (s *Scanner) token() (tok token.Token, lit string) {
	switch ch := s.ch; {
	case isLetter(ch):
		lit = s.identifier()
		tok = token.IDENT
		if len(lit) > 1 {
			tok = token.Lookup(lit)
		}
		s.semi = tok == token.IDENT || tok == token.BREAK || tok == token.CONTINUE || tok == token.FALLTHROUGH || tok == token.RETURN
		return tok, lit
	case isDecimal(ch) || ch == '.' && isDecimal(rune(s.peek())):
		s.semi = true
		return s.number()
	}
	ch, at := s.ch, s.at
	s.next()
	switch ch {
	case -1:
		if s.semi {
			s.semi = false
			return token.SEMICOLON, "\n"
		}
		return token.EOF, ""
	case '\n':
		s.semi = false
		return token.SEMICOLON, "\n"
	case '"':
		s.semi = true
		return token.STRING, s.string(at)
	case '\'':
		s.semi = true
		return token.CHAR, s.char(at)
	case '`':
		s.semi = true
		return token.STRING, s.rawString(at)
	}
	tok = s.operator(ch)
	switch tok {
	case token.ILLEGAL:
		if ch == '“' || ch == '”' {
			s.errorf(at, "curly quotation mark %q (use neutral %q)", ch, '"')
		} else if ch != bom {
			s.errorf(at, "illegal character %#U", ch)
		}
		return tok, string(ch)
	case token.SEMICOLON:
		lit = ";"
	}
	s.semi = tok == token.RPAREN || tok == token.RBRACK || tok == token.RBRACE || tok == token.INC || tok == token.DEC
	return tok, lit
}

// operator reads the rest of an operator that begins with ch.
func (s *Scanner) operator(ch rune) token.Token {
	assigned := func(plain, assign token.Token) token.Token {
		if s.take('=') {
			return assign
		}
		return plain
	}
	switch ch {
	case ':':
		return assigned(token.COLON, token.DEFINE)
	case '.':
		if s.ch == '.' && s.peek() == '.' {
			s.next()
			s.next()
			return token.ELLIPSIS
		}
		return token.PERIOD
	case ',':
		return token.COMMA
	case ';':
		return token.SEMICOLON
	case '(':
		return token.LPAREN
	case ')':
		return token.RPAREN
	case '[':
		return token.LBRACK
	case ']':
		return token.RBRACK
	case '{':
		return token.LBRACE
	case '}':
		return token.RBRACE
	case '+':
		if s.take('+') {
			return token.INC
		}
		return assigned(token.ADD, token.ADD_ASSIGN)
	case '-':
		if s.take('-') {
			return token.DEC
		}
		return assigned(token.SUB, token.SUB_ASSIGN)
	case '*':
		return assigned(token.MUL, token.MUL_ASSIGN)
	case '/':
		return assigned(token.QUO, token.QUO_ASSIGN)
	case '%':
		return assigned(token.REM, token.REM_ASSIGN)
	case '^':
		return assigned(token.XOR, token.XOR_ASSIGN)
	case '<':
		if s.take('-') {
			return token.ARROW
		}
		if s.take('<') {
			return assigned(token.SHL, token.SHL_ASSIGN)
		}
		return assigned(token.LSS, token.LEQ)
	case '>':
		if s.take('>') {
			return assigned(token.SHR, token.SHR_ASSIGN)
		}
		return assigned(token.GTR, token.GEQ)
	case '=':
		return assigned(token.ASSIGN, token.EQL)
	case '!':
		return assigned(token.NOT, token.NEQ)
	case '&':
		if s.take('^') {
			return assigned(token.AND_NOT, token.AND_NOT_ASSIGN)
		}
		if s.take('&') {
			return token.LAND
		}
		return assigned(token.AND, token.AND_ASSIGN)
	case '|':
		if s.take('|') {
			return token.LOR
		}
		return assigned(token.OR, token.OR_ASSIGN)
	case '~':
		return token.TILDE
	}
	return token.ILLEGAL
}

// comment reads a comment whose first slash is gone. It returns the offset of the first line break in one between /* and */, or 0.
func (s *Scanner) comment() (text string, newline int) {
	from := s.at - 1
	returns := 0
	after := -1 // the offset behind the comment, if it ends
	if s.ch == '/' {
		for s.next(); s.ch != '\n' && s.ch >= 0; s.next() {
			if s.ch == '\r' {
				returns++
			}
		}
		after = s.at
		if s.ch == '\n' {
			after++
		}
	} else {
		s.next()
		for s.ch >= 0 && after < 0 {
			ch := s.ch
			if ch == '\r' {
				returns++
			} else if ch == '\n' && newline == 0 {
				newline = s.at
			}
			s.next()
			if ch == '*' && s.take('/') {
				after = s.at
			}
		}
		if after < 0 {
			s.error(from, "comment not terminated")
		}
	}
	lit := s.src[from:s.at]
	if lit[1] == '/' && lit[len(lit)-1] == '\r' {
		lit = lit[:len(lit)-1]
	}
	if after >= 0 && (lit[1] == '*' || from == s.line) && bytes.HasPrefix(lit[2:], []byte("line ")) {
		s.directive(after, from, lit)
	}
	if returns > 0 {
		lit = withoutReturns(lit, lit[1] == '*')
	}
	return string(lit), newline
}

// directive reads "line file:line:column", which holds from the offset after on.
func (s *Scanner) directive(after, from int, text []byte) {
	if text[1] == '*' {
		text = text[:len(text)-2]
	}
	text, from = text[7:], from+7
	const most = 1 << 30
	i, n, ok := lastNumber(text)
	if i == 0 {
		return
	}
	badLine := func(i int) { s.error(from+i, "invalid line number: "+string(text[i:])) }
	if !ok {
		badLine(i)
		return
	}
	line, column := n, 0
	j, m, both := lastNumber(text[:i-1])
	if both {
		line, column = m, n
		if column == 0 || column > most {
			s.error(from+i, "invalid column number: "+string(text[i:]))
			return
		}
		text = text[:i-1]
		i = j
	}
	if line == 0 || line > most {
		badLine(i)
		return
	}
	name := string(text[:i-1])
	if name == "" && both {
		name = s.file.Position(s.file.Pos(from)).Filename
	} else if name != "" {
		if name = filepath.Clean(name); !filepath.IsAbs(name) {
			name = filepath.Join(s.dir, name)
		}
	}
	s.file.AddLineColumnInfo(after, name, line, column)
}

// lastNumber returns where the text behind the last colon begins, 0 if there is none, and its number.
func lastNumber(text []byte) (at, n int, ok bool) {
	at = bytes.LastIndexByte(text, ':') + 1
	if at == 0 {
		return 0, 0, false
	}
	x, err := strconv.ParseUint(string(text[at:]), 10, 0)
	return at, int(x), err == nil
}

// withoutReturns leaves carriage returns out. In a comment one stays that would else make its end.
func withoutReturns(b []byte, comment bool) []byte {
	kept := make([]byte, 0, len(b))
	for i, c := range b {
		ends := comment && len(kept) > 2 && kept[len(kept)-1] == '*' && i+1 < len(b) && b[i+1] == '/'
		if c != '\r' || ends {
			kept = append(kept, c)
		}
	}
	return kept
}

func lower(ch rune) rune     { return ch | 0x20 }
func isDecimal(ch rune) bool { return '0' <= ch && ch <= '9' }
func isHex(ch rune) bool     { return digit(ch) < 16 }

func isLetter(ch rune) bool {
	return 'a' <= lower(ch) && lower(ch) <= 'z' || ch == '_' || ch >= utf8.RuneSelf && unicode.IsLetter(ch)
}

func isDigit(ch rune) bool {
	return isDecimal(ch) || ch >= utf8.RuneSelf && unicode.IsDigit(ch)
}

// digit returns the value of a digit, 16 for what is none.
func digit(ch rune) int {
	switch {
	case isDecimal(ch):
		return int(ch - '0')
	case 'a' <= lower(ch) && lower(ch) <= 'f':
		return int(lower(ch)-'a') + 10
	}
	return 16
}

func (s *Scanner) identifier() string {
	from := s.at
	// Nearly all are ASCII: no need to look at each character as such.
	i := s.after
	for i < len(s.src) && (s.src[i] == '_' || isDecimal(rune(s.src[i])) || 'a' <= s.src[i]|0x20 && s.src[i]|0x20 <= 'z') {
		i++
	}
	s.after = i
	s.ch = 'a'
	for s.next(); isLetter(s.ch) || isDigit(s.ch); {
		s.next()
	}
	return string(s.src[from:s.at])
}

var litNames = map[rune]string{'x': "hexadecimal literal", 'o': "octal literal", '0': "octal literal", 'b': "binary literal"}

// number reads a literal. What is wrong with it is told, and it is a token all the same.
func (s *Scanner) number() (token.Token, string) {
	from := s.at
	tok := token.INT
	base, prefix := 10, rune(0)
	digits, separators := false, false
	wrong := -1 // the offset of a digit that the base does not have
	read := func(base int) (any bool) {
		for ; isDecimal(s.ch) || base == 16 && isHex(s.ch) || s.ch == '_'; s.next() {
			if s.ch == '_' {
				separators = true
				continue
			}
			any = true
			if wrong < 0 && digit(s.ch) >= base {
				wrong = s.at
			}
		}
		return any
	}
	name := func() string {
		if name := litNames[prefix]; name != "" {
			return name
		}
		return "decimal literal"
	}
	if s.ch != '.' {
		if s.take('0') {
			switch lower(s.ch) {
			case 'x':
				base, prefix = 16, 'x'
			case 'o':
				base, prefix = 8, 'o'
			case 'b':
				base, prefix = 2, 'b'
			default:
				base, prefix, digits = 8, '0', true
			}
			if prefix != '0' {
				s.next()
			}
		}
		digits = read(base) || digits
	}
	if s.ch == '.' {
		tok = token.FLOAT
		if prefix == 'o' || prefix == 'b' {
			s.error(s.at, "invalid radix point in "+name())
		}
		s.next()
		digits = read(base) || digits
	}
	if !digits {
		s.error(s.at, name()+" has no digits")
	}
	if e := lower(s.ch); e == 'e' || e == 'p' {
		if e == 'e' && prefix != 0 && prefix != '0' {
			s.errorf(s.at, "%q exponent requires decimal mantissa", s.ch)
		} else if e == 'p' && prefix != 'x' {
			s.errorf(s.at, "%q exponent requires hexadecimal mantissa", s.ch)
		}
		s.next()
		tok = token.FLOAT
		if s.ch == '+' || s.ch == '-' {
			s.next()
		}
		if !read(10) {
			s.error(s.at, "exponent has no digits")
		}
	} else if prefix == 'x' && tok == token.FLOAT {
		s.error(s.at, "hexadecimal mantissa requires a 'p' exponent")
	}
	if s.take('i') {
		tok = token.IMAG
	}
	lit := string(s.src[from:s.at])
	if tok == token.INT && wrong >= 0 {
		s.errorf(wrong, "invalid digit %q in %s", lit[wrong-from], name())
	}
	if separators {
		if i := badSeparator(lit); i >= 0 {
			s.error(from+i, "'_' must separate successive digits")
		}
	}
	return tok, lit
}

// badSeparator returns where an underscore does not stand between digits, or behind the prefix; -1: nowhere.
func badSeparator(lit string) int {
	isHexLit, before, i := false, byte('.'), 0 // before: a digit, an underscore, or something else
	if len(lit) >= 2 && lit[0] == '0' {
		switch lit[1] | 0x20 {
		case 'x', 'o', 'b':
			isHexLit, before, i = lit[1]|0x20 == 'x', '0', 2
		}
	}
	for ; i < len(lit); i++ {
		c := rune(lit[i])
		switch {
		case c == '_':
			if before != '0' {
				return i
			}
			before = '_'
		case isDecimal(c) || isHexLit && isHex(c):
			before = '0'
		default:
			if before == '_' {
				return i - 1
			}
			before = '.'
		}
	}
	if before == '_' {
		return len(lit) - 1
	}
	return -1
}

// escape reads what stands behind a backslash.
func (s *Scanner) escape(quote rune) bool {
	from := s.at
	n, base, most := 0, 16, uint32(unicode.MaxRune)
	switch s.ch {
	case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', quote:
		s.next()
		return true
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n, base, most = 3, 8, 255
	case 'x':
		n, most = 2, 255
	case 'u':
		n = 4
	case 'U':
		n = 8
	default:
		if s.ch < 0 {
			s.error(from, "escape sequence not terminated")
		} else {
			s.error(from, "unknown escape sequence")
		}
		return false
	}
	if base == 16 {
		s.next()
	}
	var x uint32
	for range n {
		d := digit(s.ch)
		if d >= base {
			if s.ch < 0 {
				s.error(s.at, "escape sequence not terminated")
			} else {
				s.errorf(s.at, "illegal character %#U in escape sequence", s.ch)
			}
			return false
		}
		x = x*uint32(base) + uint32(d)
		s.next()
	}
	if x > most || 0xd800 <= x && x < 0xe000 {
		s.error(from, "escape sequence is invalid Unicode code point")
		return false
	}
	return true
}

func (s *Scanner) char(from int) string {
	valid, n := true, 0
	for s.ch != '\'' {
		if s.ch == '\n' || s.ch < 0 {
			if valid {
				s.error(from, "rune literal not terminated")
			}
			return string(s.src[from:s.at])
		}
		n++
		if s.take('\\') {
			valid = s.escape('\'') && valid
		} else {
			s.next()
		}
	}
	s.next()
	if valid && n != 1 {
		s.error(from, "illegal rune literal")
	}
	return string(s.src[from:s.at])
}

func (s *Scanner) string(from int) string {
	for !s.take('"') {
		if s.ch == '\n' || s.ch < 0 {
			s.error(from, "string literal not terminated")
			break
		}
		if s.take('\\') {
			s.escape('"')
		} else {
			s.next()
		}
	}
	return string(s.src[from:s.at])
}

func (s *Scanner) rawString(from int) string {
	returns := false
	for !s.take('`') {
		if s.ch < 0 {
			s.error(from, "raw string literal not terminated")
			break
		}
		returns = returns || s.ch == '\r'
		s.next()
	}
	lit := s.src[from:s.at]
	if returns {
		lit = withoutReturns(lit, false)
	}
	return string(lit)
}
