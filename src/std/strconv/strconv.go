// Package strconv converts between basic values and text.
package strconv

import "errors"

// IntSize is the size of an int in bits.
const IntSize = 64

// ErrRange says that a value does not fit the type.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a text is not of the form that the type needs.
var ErrSyntax = errors.New("invalid syntax")

// A NumError says which conversion of which text failed, and why.
type NumError struct {
	Func string
	Num  string
	Err  error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

// What natives answer beside the value.
const (
	codeOK = iota
	codeSyntax
	codeRange
	codeBase
	codeBitSize
)

func numError(fn, s string, code, base, bitSize int) error {
	switch code {
	case codeOK:
		return nil
	case codeSyntax:
		return &NumError{fn, s, ErrSyntax}
	case codeRange:
		return &NumError{fn, s, ErrRange}
	case codeBase:
		return &NumError{fn, s, errors.New("invalid base " + Itoa(base))}
	}
	return &NumError{fn, s, errors.New("invalid bit size " + Itoa(bitSize))}
}

// These give what the functions of those names do, unless something is wrong: they are tried first where one is called.

func tryAtoi(s string) (int, error)
func tryParseInt(s string, base int, bitSize int) (i int64, err error)
func tryParseUint(s string, base int, bitSize int) (uint64, error)
func tryParseFloat(s string, bitSize int) (float64, error)
func tryParseBool(str string) (bool, error)
func tryAppendInt(dst []byte, i int64, base int) []byte
func tryAppendUint(dst []byte, i uint64, base int) []byte

func appendInt(dst []byte, i int64, base int) []byte
func appendUint(dst []byte, i uint64, base int) []byte
func parseInt(s string, base int, bitSize int) (int64, int)
func parseUint(s string, base int, bitSize int) (uint64, int)
func parseFloat(s string, bitSize int) (float64, int, int)

// ParseBool reads 1, t, T, TRUE, true, True, 0, f, F, FALSE, false, False.
func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, &NumError{"ParseBool", str, ErrSyntax}
}

// FormatBool gives "true" or "false".
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// AppendBool appends "true" or "false".
func AppendBool(dst []byte, b bool) []byte { return append(dst, FormatBool(b)...) }

// Atoi reads a decimal int.
func Atoi(s string) (int, error) {
	n, code := parseInt(s, 10, 0)
	if code != codeOK {
		return int(n), numError("Atoi", s, code, 10, 0)
	}
	return int(n), nil
}

// ParseInt reads a number with a sign in base 2 to 36, or, for base 0, as Go's literals say. On overflow the result
// is the nearest value of bitSize bits.
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	i, code := parseInt(s, base, bitSize)
	if code != codeOK {
		err = numError("ParseInt", s, code, base, bitSize)
	}
	return i, err
}

// ParseUint is ParseInt for numbers without a sign.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	u, code := parseUint(s, base, bitSize)
	if code != codeOK {
		return u, numError("ParseUint", s, code, base, bitSize)
	}
	return u, nil
}

// ParseFloat reads a decimal or hexadecimal floating-point number, inf or nan, rounded to bitSize bits.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, n, code := parseFloat(s, bitSize)
	if n != len(s) && code != codeSyntax {
		return 0, &NumError{"ParseFloat", s, ErrSyntax}
	}
	if code != codeOK {
		return f, numError("ParseFloat", s, code, 0, bitSize)
	}
	return f, nil
}

// ParseComplex reads N, Ni or N±Ni, perhaps in parentheses.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	whole := s
	if len(s) >= 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = s[1 : len(s)-1]
	}
	syntax := &NumError{"ParseComplex", whole, ErrSyntax}
	var outOfRange error
	re, n, code := parseFloat(s, size)
	if code == codeSyntax {
		return 0, syntax
	}
	if code == codeRange {
		outOfRange = &NumError{"ParseComplex", whole, ErrRange}
	}
	s = s[n:]
	if len(s) == 0 {
		return complex(re, 0), outOfRange
	}
	switch s[0] {
	case '+':
		// The sign of the imaginary part, but not of another sign ("1+-2i").
		if len(s) > 1 && s[1] != '+' {
			s = s[1:]
		}
	case '-':
	case 'i':
		if len(s) == 1 {
			return complex(0, re), outOfRange
		}
		fallthrough
	default:
		return 0, syntax
	}
	im, n, code := parseFloat(s, size)
	if code == codeSyntax {
		return 0, syntax
	}
	if code == codeRange {
		outOfRange = &NumError{"ParseComplex", whole, ErrRange}
	}
	if s[n:] != "i" {
		return 0, syntax
	}
	return complex(re, im), outOfRange
}

// Itoa gives i in decimal.
func Itoa(i int) string

// FormatInt gives i in base 2 to 36.
func FormatInt(i int64, base int) string

// FormatUint gives i in base 2 to 36.
func FormatUint(i uint64, base int) string

// AppendInt appends FormatInt(i, base).
func AppendInt(dst []byte, i int64, base int) []byte { return appendInt(dst, i, base) }

// AppendUint appends FormatUint(i, base).
func AppendUint(dst []byte, i uint64, base int) []byte { return appendUint(dst, i, base) }

// FormatFloat gives f in the format fmt (b e E f g G x X) with prec digits (-1: as many as needed to read the
// same bitSize bits back).
func FormatFloat(f float64, fmt byte, prec, bitSize int) string

// AppendFloat appends FormatFloat(f, fmt, prec, bitSize).
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte

// FormatComplex gives c as (a+bi), the parts as FormatFloat gives them.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string

// Quote gives s as a Go string literal.
func Quote(s string) string

// QuoteToASCII is Quote with escapes for all that is not ASCII.
func QuoteToASCII(s string) string

// QuoteToGraphic is Quote that keeps Unicode's graphic characters.
func QuoteToGraphic(s string) string

// QuoteRune gives r as a Go character literal.
func QuoteRune(r rune) string

// QuoteRuneToASCII is QuoteRune with escapes for all that is not ASCII.
func QuoteRuneToASCII(r rune) string

// QuoteRuneToGraphic is QuoteRune that keeps Unicode's graphic characters.
func QuoteRuneToGraphic(r rune) string

// appendQuoted appends what has become of a string of n bytes, with room made for those first.
func appendQuoted(dst []byte, quoted string, n int) []byte {
	if cap(dst)-len(dst) < n {
		old := dst
		dst = make([]byte, len(old), len(old)+1+n+1)
		copy(dst, old)
	}
	for i := range len(quoted) {
		dst = append(dst, quoted[i])
	}
	return dst
}

func tryAppendQuote(dst []byte, s string) []byte
func tryAppendQuoteToASCII(dst []byte, s string) []byte
func tryAppendQuoteToGraphic(dst []byte, s string) []byte

// AppendQuote appends Quote(s).
func AppendQuote(dst []byte, s string) []byte { return appendQuoted(dst, Quote(s), len(s)) }

// AppendQuoteToASCII appends QuoteToASCII(s).
func AppendQuoteToASCII(dst []byte, s string) []byte { return appendQuoted(dst, QuoteToASCII(s), len(s)) }

// AppendQuoteToGraphic appends QuoteToGraphic(s).
func AppendQuoteToGraphic(dst []byte, s string) []byte { return appendQuoted(dst, QuoteToGraphic(s), len(s)) }

// AppendQuoteRune appends QuoteRune(r).
func AppendQuoteRune(dst []byte, r rune) []byte { return append(dst, QuoteRune(r)...) }

// AppendQuoteRuneToASCII appends QuoteRuneToASCII(r).
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte { return append(dst, QuoteRuneToASCII(r)...) }

// AppendQuoteRuneToGraphic appends QuoteRuneToGraphic(r).
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return append(dst, QuoteRuneToGraphic(r)...)
}

// CanBackquote reports whether s can be written as a raw string on one line.
func CanBackquote(s string) bool

// IsPrint reports whether r is printable, as unicode.IsPrint does.
func IsPrint(r rune) bool

// IsGraphic reports whether r is graphic, as unicode.IsGraphic does.
func IsGraphic(r rune) bool

func unquoteChar(s string, quote byte) (value rune, multibyte bool, size int)
func quotedPrefix(s string) int
func unquote(s string) (string, bool)

// UnquoteChar reads the first character or escape of a literal quoted with quote (' or ", 0: neither is special).
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	value, multibyte, size := unquoteChar(s, quote)
	if size < 0 {
		return 0, false, "", ErrSyntax
	}
	return value, multibyte, s[size:], nil
}

// Unquote gives the text of a Go string or character literal.
func Unquote(s string) (string, error) {
	text, ok := unquote(s)
	if !ok {
		return "", ErrSyntax
	}
	return text, nil
}

// QuotedPrefix gives the literal that s begins with.
func QuotedPrefix(s string) (string, error) {
	n := quotedPrefix(s)
	if n < 0 {
		return "", ErrSyntax
	}
	return s[:n], nil
}
