package big

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

var errNoDigits = errors.New("number has no digits")

var errBadUnderscore = errors.New("'_' must separate successive digits")

// SetString sets z to the number that s is, in any of Go's forms, or Inf. ok: it is one.
func (z *Float) SetString(s string) (*Float, bool) {
	if f, _, err := z.Parse(s, 0); err == nil {
		return f, true
	}
	return nil, false
}

// Parse sets z to the number that s is in a base (0: a prefix says it), and gives the base; a precision of 0 becomes 64.
func (z *Float) Parse(s string, base int) (f *Float, b int, err error) {
	if len(s) == 3 && (s == "Inf" || s == "inf") {
		return z.SetInf(false), 0, nil
	}
	if len(s) == 4 && (s[0] == '+' || s[0] == '-') && (s[1:] == "Inf" || s[1:] == "inf") {
		return z.SetInf(s[0] == '-'), 0, nil
	}
	z.defaultPrec(64)
	if s == "" {
		return nil, 0, io.EOF
	}
	rest, neg := cutSign(s)
	m, b, behind, used, wrong := natParse(rest, base, true)
	switch {
	case wrong == 1:
		return nil, b, errNoDigits
	case wrong == 2:
		return nil, b, errBadUnderscore
	}
	tail := rest[used:]
	if tail != "" && !strings.Contains("eEpP", tail[:1]) {
		// What could be read is given as well.
		err = fmt.Errorf("expected end of string, found %q", tail[0])
		tail = ""
	}
	exp, ebase, ok := parseExponent(tail)
	if !ok {
		return nil, b, errNoDigits
	}
	if len(m) == 0 {
		return z.setNat(neg, nil, 0, false), b, err
	}
	exp2, exp5 := exponents(b, behind, exp, ebase)
	if top := exp2 + int64(m.bitLen()); top < MinExp || top > MaxExp {
		return nil, b, fmt.Errorf("exponent overflow")
	}
	const exact = 1 << 14
	switch {
	case exp5 == 0:
		z.setNat(neg, m, int(exp2), false)
	case exp5 > 0 && exp5 <= exact:
		z.setNat(neg, natMul(m, natPow(nat{5}, natOf(uint64(exp5)))), int(exp2), false)
	case exp5 < 0 && exp5 >= -exact:
		z.quo(neg, m, int(exp2), natPow(nat{5}, natOf(uint64(-exp5))), 0)
	default:
		// A power of so many bits is itself rounded, with bits to spare.
		p := pow5(uint64(max(exp5, -exp5)), uint(z.prec)+64)
		x := Float{prec: uint32(max(m.bitLen(), 1))}
		x.setNat(neg, m, int(exp2), false)
		if exp5 > 0 {
			z.Mul(&x, p)
		} else {
			z.Quo(&x, p)
		}
	}
	return z, b, err
}

// pow5 is 5**n, rounded.
func pow5(n uint64, prec uint) *Float {
	z := new(Float).SetPrec(prec).SetInt64(1)
	f := new(Float).SetPrec(prec + 64).SetInt64(5)
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			z.Mul(z, f)
		}
		f.Mul(f, f)
	}
	return z
}

// ParseFloat is Parse into a new Float with the precision and the mode.
func ParseFloat(s string, base int, prec uint, mode RoundingMode) (f *Float, b int, err error) {
	return new(Float).SetPrec(prec).SetMode(mode).Parse(s, base)
}

// Scan is for fmt: the verbs b, e, E, f, F, g, G, p, v.
func (z *Float) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	token, err := numberToken(s)
	if err != nil {
		return err
	}
	_, _, err = z.Parse(token, 0)
	return err
}

// numberToken reads the longest beginning that a number may have, so that what follows is left to others.
func numberToken(s fmt.ScanState) (string, error) {
	var token []byte
	var err error
	// take takes characters of a set, at most n (negative: all).
	take := func(set string, n int) (taken int) {
		for err == nil && taken != n {
			var r rune
			r, _, err = s.ReadRune()
			if err != nil {
				break
			}
			if !strings.ContainsRune(set, r) {
				s.UnreadRune()
				break
			}
			token = append(token, byte(r))
			taken++
		}
		return taken
	}
	take("+-", 1)
	digits, exponent := "0123456789_", "eEpP"
	if take("0", 1) == 1 && take("bBoOxX", 1) == 1 {
		if c := token[len(token)-1]; c == 'x' || c == 'X' {
			digits, exponent = "0123456789abcdefABCDEF_", "pP"
		}
	}
	some := len(token) > 0 && token[len(token)-1] == '0'
	some = take(digits, -1) > 0 || some
	if take(".", 1) == 1 {
		some = take(digits, -1) > 0 || some
	}
	if err != nil && (err != io.EOF || len(token) == 0) {
		return "", err
	}
	if !some {
		return "", errNoDigits
	}
	if take(exponent, 1) == 1 {
		take("+-", 1)
		take("0123456789_", -1)
	}
	if err != nil && err != io.EOF {
		return "", err
	}
	return string(token), nil
}

// String is x with ten digits, as %.10g shows it.
func (x *Float) String() string { return x.Text('g', 10) }

// Text is x in a format: e, E, f, g, G as strconv has them, x hexadecimal, b and p with the mantissa as it is. A negative prec:
// as many digits as tell x from its neighbours.
func (x *Float) Text(format byte, prec int) string {
	if x == nil {
		return "<nil>"
	}
	return string(x.Append(nil, format, prec))
}

// Append appends Text.
func (x *Float) Append(buf []byte, fmt byte, prec int) []byte {
	if x.neg {
		buf = append(buf, '-')
	}
	if x.form == inf {
		if !x.neg {
			buf = append(buf, '+')
		}
		return append(buf, "Inf"...)
	}
	switch fmt {
	case 'b':
		return x.appendB(buf)
	case 'p':
		return x.appendP(buf)
	case 'x':
		return x.appendX(buf, prec)
	}
	digits, point := "", 0
	least := prec < 0
	if x.form == finite {
		if least {
			digits, point = shortest(x.mant, x.exp, uint(x.prec))
		} else {
			digits, point = decimal(x.mant, x.exp)
		}
	}
	if least {
		switch fmt {
		case 'e', 'E':
			prec = len(digits) - 1
		case 'f':
			prec = max(len(digits)-point, 0)
		case 'g', 'G':
			prec = len(digits)
		}
	} else {
		switch fmt {
		case 'e', 'E':
			digits, point = roundDigits(digits, point, 1+prec)
		case 'f':
			digits, point = roundDigits(digits, point, point+prec)
		case 'g', 'G':
			if prec == 0 {
				prec = 1
			}
			digits, point = roundDigits(digits, point, prec)
		}
	}
	switch fmt {
	case 'e', 'E':
		return appendE(buf, fmt, prec, digits, point)
	case 'f':
		return appendF(buf, prec, digits, point)
	case 'g', 'G':
		limit := prec
		if limit > len(digits) && len(digits) >= point {
			limit = len(digits)
		}
		if least {
			limit = 6
		}
		if exp := point - 1; exp < -4 || exp >= limit {
			return appendE(buf, fmt+'e'-'g', min(prec, len(digits))-1, digits, point)
		}
		return appendF(buf, max(len(digits)-point, 0), digits, point)
	}
	if x.neg {
		buf = buf[:len(buf)-1]
	}
	return append(buf, '%', fmt)
}

// roundDigits keeps n digits, halves to even.
func roundDigits(digits string, point, n int) (string, int) {
	if n < 0 || n >= len(digits) {
		return digits, point
	}
	up := digits[n] >= '5'
	if digits[n] == '5' && n+1 == len(digits) {
		up = n > 0 && (digits[n-1]-'0')&1 != 0
	}
	kept := []byte(digits[:n])
	if !up {
		text := strings.TrimRight(string(kept), "0")
		if text == "" {
			point = 0
		}
		return text, point
	}
	for len(kept) > 0 && kept[len(kept)-1] == '9' {
		kept = kept[:len(kept)-1]
	}
	if len(kept) == 0 {
		return "1", point + 1
	}
	kept[len(kept)-1]++
	return string(kept), point
}

func appendE(buf []byte, format byte, prec int, digits string, point int) []byte {
	first := byte('0')
	if digits != "" {
		first = digits[0]
	}
	buf = append(buf, first)
	if prec > 0 {
		buf = append(buf, '.')
		for i := 1; i <= prec; i++ {
			if i < len(digits) {
				buf = append(buf, digits[i])
			} else {
				buf = append(buf, '0')
			}
		}
	}
	exp := 0
	if digits != "" {
		exp = point - 1
	}
	return appendExp(append(buf, format), exp)
}

// appendExp appends a sign and at least two digits.
func appendExp(buf []byte, exp int) []byte {
	if exp < 0 {
		buf = append(buf, '-')
		exp = -exp
	} else {
		buf = append(buf, '+')
	}
	if exp < 10 {
		buf = append(buf, '0')
	}
	return strconv.AppendInt(buf, int64(exp), 10)
}

func appendF(buf []byte, prec int, digits string, point int) []byte {
	digit := func(i int) byte {
		if 0 <= i && i < len(digits) {
			return digits[i]
		}
		return '0'
	}
	if point > 0 {
		for i := 0; i < point; i++ {
			buf = append(buf, digit(i))
		}
	} else {
		buf = append(buf, '0')
	}
	if prec > 0 {
		buf = append(buf, '.')
		for i := 0; i < prec; i++ {
			buf = append(buf, digit(point+i))
		}
	}
	return buf
}

// appendB: the mantissa as an integer of prec bits, and the exponent.
func (x *Float) appendB(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	up := int(x.prec) - x.mant.bitLen()
	buf = append(buf, natText(natShl(x.mant, uint(up)), 10)...)
	buf = append(buf, 'p')
	e := x.exp - up
	if e >= 0 {
		buf = append(buf, '+')
	}
	return strconv.AppendInt(buf, int64(e), 10)
}

// appendP: the mantissa as a hexadecimal fraction, and the exponent.
func (x *Float) appendP(buf []byte) []byte {
	if x.form == zero {
		return append(buf, '0')
	}
	up := (wordBits - x.mant.bitLen()%wordBits) % wordBits
	buf = append(buf, "0x."...)
	buf = append(buf, strings.TrimRight(natText(natShl(x.mant, uint(up)), 16), "0")...)
	buf = append(buf, 'p')
	if x.top() >= 0 {
		buf = append(buf, '+')
	}
	return strconv.AppendInt(buf, int64(x.top()), 10)
}

// appendX: hexadecimal, one before the point.
func (x *Float) appendX(buf []byte, prec int) []byte {
	if x.form == zero {
		buf = append(buf, "0x0"...)
		if prec > 0 {
			buf = append(buf, '.')
			buf = append(buf, strings.Repeat("0", prec)...)
		}
		return append(buf, "p+00"...)
	}
	n := 1 + 4*uint(max(prec, 0))
	if prec < 0 {
		n = 1 + (x.MinPrec()-1+3)/4*4
	}
	x = new(Float).SetPrec(n).SetMode(x.mode).Set(x)
	digits := natText(natShl(x.mant, n-uint(x.mant.bitLen())), 16)
	buf = append(buf, "0x1"...)
	if len(digits) > 1 {
		buf = append(buf, '.')
		buf = append(buf, digits[1:]...)
	}
	return appendExp(append(buf, 'p'), x.top()-1)
}

// Format is for fmt: the verbs of Text, F and v.
func (x *Float) Format(s fmt.State, format rune) {
	prec, hasPrec := s.Precision()
	if !hasPrec {
		prec = 6
	}
	switch format {
	case 'e', 'E', 'f', 'b', 'p', 'x':
	case 'F':
		format = 'f'
	case 'v', 'g', 'G':
		if format == 'v' {
			format = 'g'
		}
		if !hasPrec {
			prec = -1
		}
	default:
		fmt.Fprintf(s, "%%!%c(*big.Float=%s)", format, x.String())
		return
	}
	text := string(x.Append(nil, byte(format), prec))
	sign := ""
	switch {
	case text[0] == '-':
		sign, text = "-", text[1:]
	case text[0] == '+':
		sign, text = "+", text[1:]
		if s.Flag(' ') {
			sign = " "
		}
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	pad := 0
	if width, ok := s.Width(); ok {
		pad = max(0, width-len(sign)-len(text))
	}
	switch {
	case s.Flag('0') && !x.IsInf():
		text = sign + strings.Repeat("0", pad) + text
	case s.Flag('-'):
		text = sign + text + strings.Repeat(" ", pad)
	default:
		text = strings.Repeat(" ", pad) + sign + text
	}
	s.Write([]byte(text))
}

// AppendText appends x with as many digits as tell it from its neighbours.
func (x *Float) AppendText(b []byte) ([]byte, error) {
	if x == nil {
		return append(b, "<nil>"...), nil
	}
	return x.Append(b, 'g', -1), nil
}

func (x *Float) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

func (z *Float) UnmarshalText(text []byte) error {
	if _, _, err := z.Parse(string(text), 0); err != nil {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Float (%w)", text, err)
	}
	return nil
}

const floatGobVersion = 1

func put32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func get32(b []byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

func (x *Float) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	b := byte(x.mode&7)<<5 | byte((x.acc+1)&3)<<3 | byte(x.form&3)<<1
	if x.neg {
		b |= 1
	}
	buf := put32([]byte{floatGobVersion, b}, x.prec)
	if x.form == finite {
		buf = put32(buf, uint32(int32(x.top())))
		up := (wordBits - x.mant.bitLen()%wordBits) % wordBits
		mant := natShl(x.mant, uint(up))
		words := make([]byte, len(mant)*8)
		new(Int).set(false, mant).fill(words)
		buf = append(buf, words...)
	}
	return buf, nil
}

func (z *Float) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Float{}
		return nil
	}
	if len(buf) < 6 {
		return errors.New("Float.GobDecode: buffer too small")
	}
	if buf[0] != floatGobVersion {
		return fmt.Errorf("Float.GobDecode: encoding version %d not supported", buf[0])
	}
	prec, mode := z.prec, z.mode
	b := buf[1]
	acc := Accuracy(b>>3&3) - 1
	z.mode = RoundingMode(b >> 5 & 7)
	z.form = form(b >> 1 & 3)
	z.neg = b&1 != 0
	z.prec = get32(buf[2:])
	z.mant = nil
	if z.form == finite {
		if len(buf) < 10 {
			return errors.New("Float.GobDecode: buffer too small for finite form float")
		}
		mant := natFromBytes(buf[10:])
		switch {
		case len(mant) == 0:
			return errors.New("Float.GobDecode: nonzero finite number with empty mantissa")
		case mant.bitLen()%64 != 0:
			sign := ""
			if z.neg {
				sign = "-"
			}
			digits := strings.TrimRight(new(Int).SetBits(mant).Text(16), "0")
			return fmt.Errorf("Float.GobDecode: msb not set in last word %#x of %s0x.%sp%+d", mant[len(mant)-1], sign, digits, int32(get32(buf[6:])))
		case z.prec == 0:
			return errors.New("Float.GobDecode: zero precision finite number")
		}
		z.setNat(z.neg, mant, int(int32(get32(buf[6:])))-mant.bitLen(), false)
	}
	z.acc = acc
	if prec != 0 {
		z.mode = mode
		z.SetPrec(uint(prec))
	}
	return nil
}
