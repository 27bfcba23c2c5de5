// Package jsonwire reads and writes JSON text. The work is done in wire/mod.rs; here is worded what is wrong.
package jsonwire

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What is wrong with a text.
const (
	Nothing = iota
	Short
	Character
	Escape
	UTF8
	Depth
	Duplicate
	Mismatch
)

// Of a string that was read: it does not stand for itself; RFC 8785 would write it otherwise.
const (
	NotVerbatim = 1 << iota
	NotCanonical
)

// For Value: what it is asked for in.
const (
	InObject = 1 << 62
	InArray  = 1 << 61
)

const MaxDepth = 10000

var (
	ErrInvalidUTF8 = errors.New("invalid UTF-8")
	ErrDuplicate   = errors.New("duplicate object member name")
	ErrDepth       = errors.New("exceeded max depth")
	ErrMismatch    = errors.New("mismatching structural token for object or array")
)

// Space is the first place from at on where there is no space.
func Space(b []byte, at int) int

// String steps over the string at `at`: its end or where it goes wrong, what kind it is, what is wrong and how long that is.
func String(b []byte, at int, flags int) (end, kind, wrong, length int)

// Number steps over the number at the beginning of b.
func Number(b []byte) (end, wrong int)

// Value steps over the value at `at`. A pointer says where in the value something is wrong.
func Value(b []byte, at int, flags int, depth int) (end, kind, wrong, length int, place, pointer string)

// Reformat appends the value at the beginning of src as the options want it.
func Reformat(dst, src []byte, flags int, depth int, prefix, indent string) (out []byte, end, wrong, length int, place, pointer string)

// Balance goes on from at until all that is open is closed.
func Balance(b []byte, at, depth, mode int) (int, int, int)

// AppendFloat appends a number as JSON has them.
func AppendFloat(dst []byte, f float64, bits int) []byte

func quote(dst []byte, s string, flags int) ([]byte, bool)
func quoteBytes(dst, s []byte, flags int) ([]byte, bool)
func unquote(b []byte) (text string, wrong, at, length int, place string)

// AppendQuote appends s quoted; false: it is not UTF-8.
func AppendQuote(dst []byte, s string, flags int) ([]byte, bool) { return quote(dst, s, flags) }

func AppendQuoteBytes(dst, s []byte, flags int) ([]byte, bool) { return quoteBytes(dst, s, flags) }

// Unquote is the text of a quoted string, and what is wrong with it.
func Unquote(b []byte) (string, error) {
	text, wrong, at, length, place := unquote(b)
	if wrong != Nothing {
		return text, Fault(wrong, b, at, length, place)
	}
	return text, nil
}

// Text is the text of a string that was read.
func Text(b []byte, kind int) string {
	if kind&NotVerbatim == 0 {
		return string(b[1 : len(b)-1])
	}
	text, _, _, _, _ := unquote(b)
	return text
}

// NeedsEscape reports whether text may have to be written with escapes.
func NeedsEscape(text string) bool {
	for _, r := range text {
		if r < ' ' || r == '"' || r == '\\' || r == '<' || r == '>' || r == '&' || r == utf8.RuneError || r == '\u2028' || r == '\u2029' {
			return true
		}
	}
	return false
}

// ParseUint reads an unsigned number without leading zeros. The largest number and false: it is too large.
func ParseUint(b string) (uint64, bool) {
	for i := 0; i < len(b); i++ {
		if b[i] < '0' || b[i] > '9' {
			return 0, false
		}
	}
	if b == "" || b[0] == '0' && b != "0" {
		return 0, false
	}
	n, err := strconv.ParseUint(b, 10, 64)
	return n, err == nil
}

// Fault words what is wrong with b.
func Fault(wrong int, b []byte, at, length int, place string) error {
	switch wrong {
	case Short:
		return io.ErrUnexpectedEOF
	case UTF8:
		return ErrInvalidUTF8
	case Depth:
		return ErrDepth
	case Duplicate:
		return ErrDuplicate
	case Mismatch:
		return ErrMismatch
	case Escape:
		label := "escape sequence"
		if length > 6 {
			label = "surrogate pair"
		}
		return &InvalidTextError{label, string(b[at : at+length]), place}
	}
	return Unexpected(b[at:], place)
}

// Unexpected words that b begins with what does not belong there.
func Unexpected(b []byte, where string) error {
	_, n := utf8.DecodeRune(b)
	return &InvalidTextError{"character", string(b[:n]), where}
}

// An InvalidTextError names a piece of the text that does not belong there.
type InvalidTextError struct{ label, What, where string }

func (e *InvalidTextError) Error() string {
	strange := func(r rune) bool {
		return r == '`' || r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsPrint(r)
	}
	shown := "`" + e.What + "`"
	if utf8.RuneCountInString(e.What) == 1 {
		shown = QuoteRune(e.What)
	} else if strings.ContainsFunc(e.What, strange) {
		shown = strconv.Quote(e.What)
	}
	return strings.TrimSuffix("invalid "+e.label+" "+shown+" "+e.where, " ")
}

// QuoteRune shows the first rune.
func QuoteRune(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 {
		return `'\x` + strconv.FormatUint(uint64(s[0]), 16) + `'`
	}
	return strconv.QuoteRune(r)
}

// ShortenPointer leaves out the middle of a JSON pointer of more than n bytes.
func ShortenPointer(s string, n int) string {
	if len(s) <= n {
		return s
	}
	from, to := n/2, len(s)-n/2
	// Whole parts are left out, where there are any.
	if at := strings.LastIndexByte(s[:from], '/'); at > 0 {
		from = at
	}
	if at := strings.IndexByte(s[to:], '/'); at >= 0 {
		to += at + 1
	}
	broken := func(r rune, n int) bool { return r == utf8.RuneError && n == 1 }
	for from > 0 && broken(utf8.DecodeLastRuneInString(s[:from])) {
		from--
	}
	for to < len(s) && broken(utf8.DecodeRuneInString(s[to:])) {
		to++
	}
	out := s[from:to]
	var middle string
	switch strings.Count(out, "/") {
	case 0:
		return s[:from] + "…" + s[to:]
	case 1:
		middle = "…/…"
	default:
		middle = "…/…/…"
	}
	if strings.HasPrefix(out, "/") {
		middle = strings.TrimPrefix(middle, "…")
	}
	if strings.HasSuffix(out, "/") {
		middle = strings.TrimSuffix(middle, "…")
	}
	return s[:from] + middle + s[to:]
}
