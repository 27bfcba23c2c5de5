package fmt

import (
	"errors"
	"internal/core/io"
	"internal/core/stdio"
	"strconv"
	"unicode/utf8"
)

// ScanState is what a Scanner reads from.
type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

// Scanner is a value that scans itself.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// These do what the functions of those names do where all goes well: they are tried first where one is called.

func trySscan(str string, a []any) (n int, err error)
func tryFscan(r io.Reader, a []any) (n int, err error)
func tryFscanln(r io.Reader, a []any) (n int, err error)
func trySscanln(str string, a []any) (n int, err error)
func trySscanf(str string, format string, a []any) (n int, err error)

func typeName(v any) string

// A valueError has the text of reflect's error, which Go's scanning panics with where nil stands for a pointer.
type valueError struct{}

func (e *valueError) Error() string { return "reflect: call of reflect.Value.Type on zero Value" }

// kindOf gives the kind (as reflect numbers them) and the bits of what a pointer points to, 0 for what is no
// pointer, and whether it is a slice of bytes.
func kindOf(v any) (int, int, bool)

func storeInt(v any, bits int, n uint64)
func storeFloat(v any, bits int, f float64)
func storeComplex(v any, bits int, re, im float64)
func storeString(v any, s string)
func storeBytes(v any, b []byte)

const (
	kindBool       = 1
	kindInt        = 2
	kindInt64      = 6
	kindUint       = 7
	kindUintptr    = 12
	kindFloat32    = 13
	kindFloat64    = 14
	kindComplex64  = 15
	kindComplex128 = 16
	kindString     = 24
)

const (
	eof    = -1
	noEnd  = 1 << 30
	floats = "beEfFgGv"

	decimal     = "0123456789"
	hexadecimal = "0123456789aAbBcCdDeEfF"
)

// runeReader reads runes from a reader that cannot, one byte at a time, so that nothing is read too far.
type runeReader struct {
	reader  io.Reader
	pending []byte // read but not yet given: the rest of a faulty encoding
	last    rune
	size    int
	again   bool // last is to be given once more
	one     [1]byte
}

func (r *runeReader) readByte() (byte, error) {
	if len(r.pending) > 0 {
		b := r.pending[0]
		r.pending = r.pending[1:]
		return b, nil
	}
	n, err := io.ReadFull(r.reader, r.one[:])
	if n != 1 {
		return 0, err
	}
	return r.one[0], nil
}

func (r *runeReader) ReadRune() (rune, int, error) {
	if r.again {
		r.again = false
		return r.last, r.size, nil
	}
	b, err := r.readByte()
	if err != nil {
		return 0, 0, err
	}
	if b < utf8.RuneSelf {
		r.last, r.size = rune(b), 1
		return r.last, 1, nil
	}
	bytes := []byte{b}
	for !utf8.FullRune(bytes) {
		b, err = r.readByte()
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, 0, err
		}
		bytes = append(bytes, b)
	}
	r.last, r.size = utf8.DecodeRune(bytes)
	r.pending = append(bytes[r.size:], r.pending...)
	return r.last, r.size, nil
}

func (r *runeReader) UnreadRune() error {
	r.again = true
	return nil
}

// stringReader is the text of Sscan and its kin.
type stringReader struct {
	s    string
	at   int
	prev int
}

func (r *stringReader) ReadRune() (rune, int, error) {
	if r.at >= len(r.s) {
		return 0, 0, io.EOF
	}
	r.prev = r.at
	if c := r.s[r.at]; c < utf8.RuneSelf {
		r.at++
		return rune(c), 1, nil
	}
	c, n := utf8.DecodeRuneInString(r.s[r.at:])
	r.at += n
	return c, n, nil
}

func (r *stringReader) UnreadRune() error {
	r.at = r.prev
	return nil
}

// scan is one scanning call. The first error sticks: afterwards there is nothing more to read.
type scan struct {
	rs        io.RuneScanner
	buf       []byte
	count     int // runes read
	limit     int // value of count where the operand ends
	width     int
	atEOF     bool
	nlIsSpace bool
	nlIsEnd   bool
	err       error
}

func (s *scan) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *scan) failText(text string) { s.fail(errors.New(text)) }

func (s *scan) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scan) ReadRune() (r rune, size int, err error) {
	if s.atEOF || s.count >= s.limit {
		return 0, 0, io.EOF
	}
	r, size, err = s.rs.ReadRune()
	if err == nil {
		s.count++
		if s.nlIsEnd && r == '\n' {
			s.atEOF = true
		}
	} else if err == io.EOF {
		s.atEOF = true
	}
	return r, size, err
}

func (s *scan) UnreadRune() error {
	s.rs.UnreadRune()
	s.atEOF = false
	s.count--
	return nil
}

func (s *scan) Width() (wid int, ok bool) {
	if s.width == noEnd {
		return 0, false
	}
	return s.width, true
}

func (s *scan) Token(skipSpace bool, f func(rune) bool) (tok []byte, err error) {
	if f == nil {
		f = notSpace
	}
	s.buf = s.buf[:0]
	outer := s.err
	s.err = nil
	s.token(skipSpace, f)
	err = s.err
	s.err = outer
	if err != nil {
		return nil, err
	}
	return s.buf, nil
}

func (s *scan) get() rune {
	if s.err != nil {
		return eof
	}
	r, _, err := s.ReadRune()
	if err != nil {
		if err != io.EOF {
			s.fail(err)
		}
		return eof
	}
	return r
}

func (s *scan) must() rune {
	r := s.get()
	if r == eof {
		s.fail(io.ErrUnexpectedEOF)
	}
	return r
}

func isSpace(r rune) bool {
	switch {
	case r < 0x100:
		return r == ' ' || '\t' <= r && r <= '\r' || r == 0x85 || r == 0xA0
	case r < 0x2000:
		return r == 0x1680
	}
	return r <= 0x200a || r == 0x2028 || r == 0x2029 || r == 0x202f || r == 0x205f || r == 0x3000
}

func notSpace(r rune) bool { return !isSpace(r) }

func (s *scan) SkipSpace() {
	for {
		r := s.get()
		switch {
		case r == eof:
			return
		case r == '\r' && s.peek("\n"):
		case r == '\n':
			if !s.nlIsSpace {
				s.failText("unexpected newline")
				return
			}
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

func (s *scan) put(r rune) {
	if r < utf8.RuneSelf {
		s.buf = append(s.buf, byte(r))
	} else {
		s.buf = append(s.buf, string(r)...)
	}
}

func (s *scan) token(skipSpace bool, f func(rune) bool) {
	if skipSpace {
		s.SkipSpace()
	}
	for {
		r := s.get()
		if r == eof {
			return
		}
		if !f(r) {
			s.UnreadRune()
			return
		}
		s.put(r)
	}
}

func has(set string, r rune) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

// accept takes the next rune into the token if it is in set.
func (s *scan) accept(set string) bool {
	r := s.get()
	if r == eof {
		return false
	}
	if has(set, r) {
		s.put(r)
		return true
	}
	s.UnreadRune()
	return false
}

func (s *scan) acceptAll(set string) {
	for s.accept(set) {
	}
}

func (s *scan) peek(set string) bool {
	r := s.get()
	if r == eof {
		return false
	}
	s.UnreadRune()
	return has(set, r)
}

func (s *scan) notEOF() {
	if s.get() == eof {
		s.fail(io.EOF)
		return
	}
	s.UnreadRune()
}

func (s *scan) verbOK(verb rune, verbs, typ string) bool {
	if has(verbs, verb) {
		return s.err == nil
	}
	s.failText("bad verb '%" + string(verb) + "' for " + typ)
	return false
}

func (s *scan) scanBool(verb rune) bool {
	s.SkipSpace()
	s.notEOF()
	if !s.verbOK(verb, "tv", "boolean") {
		return false
	}
	bad := func() { s.failText("syntax error scanning boolean") }
	switch s.get() {
	case '1':
		return true
	case 't', 'T':
		if s.accept("rR") && (!s.accept("uU") || !s.accept("eE")) {
			bad()
		}
		return true
	case 'f', 'F':
		if s.accept("aA") && (!s.accept("lL") || !s.accept("sS") || !s.accept("eE")) {
			bad()
		}
	}
	return false
}

func (s *scan) scanRune(bits int) int64 {
	s.notEOF()
	r := int64(s.get())
	n := uint(bits)
	if s.err == nil && (r<<(64-n))>>(64-n) != r {
		s.failText("overflow on character value " + string(rune(r)))
	}
	return r
}

// integerToken reads the text of an integer; signed says whether a sign may stand before it.
func (s *scan) integerToken(verb rune, signed bool) (token string, base int) {
	s.SkipSpace()
	s.notEOF()
	if !s.verbOK(verb, "bdoUxXv", "integer") {
		return "", 10
	}
	base = 10
	digits := decimal
	switch verb {
	case 'b':
		base, digits = 2, "01"
	case 'o':
		base, digits = 8, "01234567"
	case 'x', 'X', 'U':
		base, digits = 16, hexadecimal
	}
	started := false
	if verb == 'U' {
		if s.get() != 'U' || s.get() != '+' {
			s.failText("bad unicode format ")
		}
	} else {
		if signed {
			s.accept("+-")
		}
		if verb == 'v' {
			base, digits = 0, decimal+"_"
			if s.accept("0") {
				started = true
				switch {
				case s.accept("bB"):
					digits = "01_"
				case s.accept("oO"):
					digits = "01234567_"
				case s.accept("xX"):
					digits = hexadecimal + "_"
				default:
					digits = "01234567_"
				}
			}
		}
	}
	if !started {
		s.notEOF()
		if !s.accept(digits) {
			s.failText("expected integer")
		}
	}
	s.acceptAll(digits)
	return string(s.buf), base
}

func (s *scan) scanInt(verb rune, bits int) int64 {
	if verb == 'c' {
		return s.scanRune(bits)
	}
	token, base := s.integerToken(verb, true)
	if s.err != nil {
		return 0
	}
	i, err := strconv.ParseInt(token, base, 64)
	if err != nil {
		s.fail(err)
	}
	n := uint(bits)
	if (i<<(64-n))>>(64-n) != i {
		s.failText("integer overflow on token " + token)
	}
	return i
}

func (s *scan) scanUint(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.scanRune(bits))
	}
	token, base := s.integerToken(verb, false)
	if s.err != nil {
		return 0
	}
	i, err := strconv.ParseUint(token, base, 64)
	if err != nil {
		s.fail(err)
	}
	n := uint(bits)
	if (i<<(64-n))>>(64-n) != i {
		s.failText("unsigned integer overflow on token " + token)
	}
	return i
}

func (s *scan) floatToken() string {
	s.buf = s.buf[:0]
	if s.accept("nN") && s.accept("aA") && s.accept("nN") {
		return string(s.buf)
	}
	s.accept("+-")
	if s.accept("iI") && s.accept("nN") && s.accept("fF") {
		return string(s.buf)
	}
	digits, exponent := decimal+"_", "eEpP"
	if s.accept("0") && s.accept("xX") {
		digits, exponent = hexadecimal+"_", "pP"
	}
	s.acceptAll(digits)
	if s.accept(".") {
		s.acceptAll(digits)
	}
	if s.accept(exponent) {
		s.accept("+-")
		s.acceptAll(decimal + "_")
	}
	return string(s.buf)
}

// float reads the value of a token; a decimal mantissa may have a binary exponent.
func (s *scan) float(token string, bits int) float64 {
	if s.err != nil {
		return 0
	}
	mantissa, exponent := token, ""
	if !has(token, 'x') && !has(token, 'X') {
		for i := range token {
			if token[i] == 'p' {
				mantissa, exponent = token[:i], token[i+1:]
				break
			}
		}
	}
	f, err := strconv.ParseFloat(mantissa, bits)
	s.failNumber(token, err)
	if len(mantissa) == len(token) {
		return f
	}
	e, err := strconv.Atoi(exponent)
	s.failNumber(token, err)
	for ; e > 0 && f != 0 && f-f == 0; e-- {
		f *= 2
	}
	for ; e < 0 && f != 0; e++ {
		f /= 2
	}
	return f
}

// failNumber fails with the error of a conversion, if there is one, for the whole token.
func (s *scan) failNumber(token string, err error) {
	if e, ok := err.(*strconv.NumError); ok {
		e.Num = token
	}
	if err != nil {
		s.fail(err)
	}
}

func (s *scan) scanFloat(verb rune, bits int, typ string) float64 {
	if typ != "" && !s.verbOK(verb, floats, typ) {
		return 0
	}
	s.SkipSpace()
	s.notEOF()
	return s.float(s.floatToken(), bits)
}

func (s *scan) scanComplex(verb rune, bits int) (re, im float64) {
	if !s.verbOK(verb, floats, "complex") {
		return 0, 0
	}
	s.SkipSpace()
	s.notEOF()
	parens := s.accept("(")
	first := s.floatToken()
	s.buf = s.buf[:0]
	ok := s.accept("+-")
	sign := string(s.buf)
	second := s.floatToken()
	ok = ok && s.accept("i") && (!parens || s.accept(")"))
	if !ok {
		s.failText("syntax error scanning complex number")
		return 0, 0
	}
	return s.float(first, bits/2), s.float(sign+second, bits/2)
}

func (s *scan) scanString(verb rune) string {
	if !s.verbOK(verb, "svqxX", "string") {
		return ""
	}
	s.SkipSpace()
	s.notEOF()
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hexBytes()
	}
	for {
		r := s.get()
		if r == eof {
			break
		}
		if isSpace(r) {
			s.UnreadRune()
			break
		}
		s.put(r)
	}
	return string(s.buf)
}

func (s *scan) quoted() string {
	s.notEOF()
	quote := s.get()
	switch quote {
	case '`':
		for r := s.must(); r != quote && s.err == nil; r = s.must() {
			s.put(r)
		}
		return string(s.buf)
	case '"':
		s.put(quote)
		for s.err == nil {
			r := s.must()
			s.put(r)
			if r == '\\' {
				s.put(s.must())
			} else if r == '"' {
				break
			}
		}
		if s.err != nil {
			return ""
		}
		text, err := strconv.Unquote(string(s.buf))
		if err != nil {
			s.fail(err)
		}
		return text
	}
	s.failText("expected quoted string")
	return ""
}

func hexDigit(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0')
	case 'a' <= r && r <= 'f':
		return int(r-'a') + 10
	case 'A' <= r && r <= 'F':
		return int(r-'A') + 10
	}
	return -1
}

func (s *scan) hexBytes() string {
	s.notEOF()
	for s.err == nil {
		r := s.get()
		if r == eof {
			break
		}
		high := hexDigit(r)
		if high < 0 {
			s.UnreadRune()
			break
		}
		low := hexDigit(s.must())
		if low < 0 {
			s.failText("illegal hex digit")
			break
		}
		s.buf = append(s.buf, byte(high<<4|low))
	}
	if len(s.buf) == 0 {
		s.failText("no hex data for %x string")
	}
	return string(s.buf)
}

// operand scans one value into what arg points to.
func (s *scan) operand(verb rune, arg any) {
	s.buf = s.buf[:0]
	if v, ok := arg.(Scanner); ok {
		err := v.Scan(s, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			s.fail(err)
		}
		return
	}
	kind, bits, bytes := kindOf(arg)
	switch {
	case arg == nil:
		panic(&valueError{})
	case kind == 0:
		s.failText("type not a pointer: " + typeName(arg))
	case kind == kindBool:
		v := s.scanBool(verb)
		if s.err == nil {
			n := uint64(0)
			if v {
				n = 1
			}
			storeInt(arg, bits, n)
		}
	case kindInt <= kind && kind <= kindInt64:
		v := s.scanInt(verb, bits)
		if s.err == nil {
			storeInt(arg, bits, uint64(v))
		}
	case kindUint <= kind && kind <= kindUintptr:
		v := s.scanUint(verb, bits)
		if s.err == nil {
			storeInt(arg, bits, v)
		}
	case kind == kindFloat32 || kind == kindFloat64:
		typ := "" // the verb of a declared type is not looked at
		switch arg.(type) {
		case *float32:
			typ = "float32"
		case *float64:
			typ = "float64"
		}
		v := s.scanFloat(verb, bits, typ)
		if s.err == nil {
			storeFloat(arg, bits, v)
		}
	case kind == kindComplex64 || kind == kindComplex128:
		re, im := s.scanComplex(verb, bits)
		if s.err == nil {
			storeComplex(arg, bits, re, im)
		}
	case kind == kindString:
		v := s.scanString(verb)
		if s.err == nil {
			storeString(arg, v)
		}
	case bytes:
		v := s.scanString(verb)
		if s.err == nil {
			storeBytes(arg, []byte(v))
		}
	default:
		s.failText("can't scan type: " + typeName(arg))
	}
}

func (s *scan) all(a []any) (n int, err error) {
	for _, arg := range a {
		s.operand('v', arg)
		if s.err != nil {
			return n, s.err
		}
		n++
	}
	for s.nlIsEnd {
		r := s.get()
		if r == '\n' || r == eof {
			break
		}
		if !isSpace(r) {
			s.failText("expected newline")
			break
		}
	}
	return n, s.err
}

// advance matches format up to its next directive and gives the length of what it matched, -1 for no match.
func (s *scan) advance(format string) (i int) {
	for i < len(format) && s.err == nil {
		c, w := utf8.DecodeRuneInString(format[i:])
		if isSpace(c) {
			i += s.matchSpace(format[i:])
			continue
		}
		if c == '%' {
			if i+w == len(format) {
				s.failText("missing verb: % at end of format string")
				return i
			}
			if format[i+w] != '%' {
				return i
			}
			i += w
		}
		in := s.must()
		if s.err != nil {
			return i
		}
		if in != c {
			s.UnreadRune()
			return -1
		}
		i += w
	}
	return i
}

// matchSpace matches the run of spaces that format begins with and gives its length. Each newline of it matches
// spaces and a newline (or the end); other spaces match any.
func (s *scan) matchSpace(format string) (i int) {
	newlines, trailing := 0, false
	for i < len(format) {
		c, w := utf8.DecodeRuneInString(format[i:])
		if !isSpace(c) {
			break
		}
		trailing = c != '\n'
		if c == '\n' {
			newlines++
		}
		i += w
	}
	for j := 0; j < newlines; j++ {
		r := s.get()
		for isSpace(r) && r != '\n' {
			r = s.get()
		}
		if r != '\n' && r != eof {
			s.failText("newline in format does not match input")
		}
	}
	if trailing {
		r := s.get()
		if newlines == 0 {
			if !isSpace(r) && r != eof {
				s.failText("expected space in input to match format")
			}
			if r == '\n' {
				s.failText("newline in input does not match format")
			}
		}
		for isSpace(r) && r != '\n' {
			r = s.get()
		}
		if r != eof {
			s.UnreadRune()
		}
	}
	return i
}

func (s *scan) formatted(format string, a []any) (n int, err error) {
	end := len(format) - 1
	for i := 0; i <= end && s.err == nil; {
		w := s.advance(format[i:])
		if s.err != nil {
			break
		}
		if w > 0 {
			i += w
			continue
		}
		if format[i] != '%' {
			if w < 0 {
				s.failText("input does not match format")
			}
			break
		}
		i++
		s.width = noEnd
		if width, digits := leadingNumber(format[i:end]); digits > 0 {
			s.width = width
			i += digits
		}
		c, w := utf8.DecodeRuneInString(format[i:])
		i += w
		if c != 'c' {
			s.SkipSpace()
		}
		if c == '%' {
			s.SkipSpace()
			s.notEOF()
			if !s.accept("%") {
				s.failText("missing literal %")
			}
			continue
		}
		if s.err == nil && n >= len(a) {
			s.failText("too few operands for format '%" + format[i-w:] + "'")
		}
		if s.err != nil {
			break
		}
		if s.width < noEnd {
			s.limit = s.count + s.width
		}
		s.operand(c, a[n])
		s.limit = noEnd
		if s.err != nil {
			break
		}
		n++
	}
	if s.err == nil && n < len(a) {
		s.failText("too many operands")
	}
	return n, s.err
}

func leadingNumber(s string) (n, digits int) {
	for digits < len(s) && '0' <= s[digits] && s[digits] <= '9' && n < 1e6 {
		n = n*10 + int(s[digits]-'0')
		digits++
	}
	return n, digits
}

func newScan(r io.Reader, nlIsSpace, nlIsEnd bool) *scan {
	rs, ok := r.(io.RuneScanner)
	if !ok {
		rs = &runeReader{reader: r}
	}
	return &scan{rs: rs, limit: noEnd, width: noEnd, nlIsSpace: nlIsSpace, nlIsEnd: nlIsEnd}
}

func newStringScan(s string, nlIsSpace, nlIsEnd bool) *scan {
	return &scan{rs: &stringReader{s: s}, limit: noEnd, width: noEnd, nlIsSpace: nlIsSpace, nlIsEnd: nlIsEnd}
}

// Scan reads values separated by white space, newlines included, from standard input.
func Scan(a ...any) (n int, err error) { return Fscan(stdio.Stdin(), a...) }

// Scanln is Scan that stops at a newline, which must follow the last value.
func Scanln(a ...any) (n int, err error) { return Fscanln(stdio.Stdin(), a...) }

// Scanf reads from standard input as format says.
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(stdio.Stdin(), format, a...) }

// Sscan reads values separated by white space from str.
func Sscan(str string, a ...any) (n int, err error) { return newStringScan(str, true, false).all(a) }

// Sscanln is Sscan that stops at a newline.
func Sscanln(str string, a ...any) (n int, err error) { return newStringScan(str, false, true).all(a) }

// Sscanf reads from str as format says.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return newStringScan(str, false, false).formatted(format, a)
}

// Fscan reads values separated by white space from r.
func Fscan(r io.Reader, a ...any) (n int, err error) { return newScan(r, true, false).all(a) }

// Fscanln is Fscan that stops at a newline.
func Fscanln(r io.Reader, a ...any) (n int, err error) { return newScan(r, false, true).all(a) }

// Fscanf reads from r as format says.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScan(r, false, false).formatted(format, a)
}
