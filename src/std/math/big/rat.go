package big

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Rat is a quotient of integers, always reduced. The zero Rat is 0.
type Rat struct {
	a Int
	b Int // not negative; 0 stands for 1
}

func (x *Rat) denom() nat {
	if len(x.b.abs) == 0 {
		return natOne
	}
	return x.b.abs
}

// setFrac sets z to the reduced quotient.
func (z *Rat) setFrac(neg bool, a, b nat) *Rat {
	if len(a) == 0 {
		b = natOne
	} else if g := natGCD(a, b); g.cmp(natOne) != 0 {
		a, _ = natDiv(a, g)
		b, _ = natDiv(b, g)
	}
	z.a.set(neg, a)
	z.b.set(false, b)
	return z
}

// NewRat returns a/b.
func NewRat(a, b int64) *Rat { return new(Rat).SetFrac64(a, b) }

// SetFloat64 sets z to f exactly; nil where f is not finite.
func (z *Rat) SetFloat64(f float64) *Rat {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	frac, exp := math.Frexp(math.Abs(f))
	m := natOf(uint64(frac * (1 << 53)))
	if exp -= 53; exp >= 0 {
		return z.setFrac(f < 0, natShl(m, uint(exp)), natOne)
	}
	return z.setFrac(f < 0, m, natShl(natOne, uint(-exp)))
}

// Float32 is the float32 nearest to x, and whether it is exact.
func (x *Rat) Float32() (f float32, exact bool) {
	v, compared := quotient(x.a.abs, x.denom(), 0, true)
	if x.a.neg {
		v = -v
	}
	return float32(v), compared == 0
}

// Float64 is the float64 nearest to x, and whether it is exact.
func (x *Rat) Float64() (f float64, exact bool) {
	f, compared := quotient(x.a.abs, x.denom(), 0, false)
	if x.a.neg {
		f = -f
	}
	return f, compared == 0
}

// SetFrac sets z to a/b; it panics where b is 0.
func (z *Rat) SetFrac(a, b *Int) *Rat {
	if len(b.abs) == 0 {
		panic("division by zero")
	}
	return z.setFrac(a.neg != b.neg, a.abs, b.abs)
}

// SetFrac64 sets z to a/b; it panics where b is 0.
func (z *Rat) SetFrac64(a, b int64) *Rat { return z.SetFrac(NewInt(a), NewInt(b)) }

// SetInt sets z to x.
func (z *Rat) SetInt(x *Int) *Rat { return z.setFrac(x.neg, x.abs, natOne) }

// SetInt64 sets z to x.
func (z *Rat) SetInt64(x int64) *Rat { return z.SetInt(NewInt(x)) }

// SetUint64 sets z to x.
func (z *Rat) SetUint64(x uint64) *Rat { return z.setFrac(false, natOf(x), natOne) }

// Set sets z to x.
func (z *Rat) Set(x *Rat) *Rat {
	b := x.denom()
	z.a.Set(&x.a)
	z.b.set(false, b)
	return z
}

// Abs sets z to |x|.
func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = false
	return z
}

// Neg sets z to -x.
func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x)
	z.a.Neg(&z.a)
	return z
}

// Inv sets z to 1/x; it panics where x is 0.
func (z *Rat) Inv(x *Rat) *Rat {
	if len(x.a.abs) == 0 {
		panic("division by zero")
	}
	return z.setFrac(x.a.neg, x.denom(), x.a.abs)
}

// Sign is -1, 0 or 1.
func (x *Rat) Sign() int { return x.a.Sign() }

// IsInt reports whether the denominator is 1.
func (x *Rat) IsInt() bool { return x.denom().cmp(natOne) == 0 }

// Num is the numerator, which is part of x.
func (x *Rat) Num() *Int { return &x.a }

// Denom is the denominator: part of x, but where x is the zero Rat.
func (x *Rat) Denom() *Int {
	if len(x.b.abs) == 0 {
		return NewInt(1)
	}
	return &x.b
}

// Cmp is -1, 0 or 1 as x is less than, equal to or greater than y.
func (x *Rat) Cmp(y *Rat) int {
	var a, b Int
	a.set(x.a.neg, natMul(x.a.abs, y.denom()))
	b.set(y.a.neg, natMul(y.a.abs, x.denom()))
	return a.Cmp(&b)
}

func (z *Rat) sum(x, y *Rat, sub bool) *Rat {
	var a Int
	a.sum(x.a.neg, natMul(x.a.abs, y.denom()), y.a.neg != sub, natMul(y.a.abs, x.denom()))
	return z.setFrac(a.neg, a.abs, natMul(x.denom(), y.denom()))
}

// Add sets z to x+y.
func (z *Rat) Add(x, y *Rat) *Rat { return z.sum(x, y, false) }

// Sub sets z to x-y.
func (z *Rat) Sub(x, y *Rat) *Rat { return z.sum(x, y, true) }

// Mul sets z to x*y.
func (z *Rat) Mul(x, y *Rat) *Rat {
	return z.setFrac(x.a.neg != y.a.neg, natMul(x.a.abs, y.a.abs), natMul(x.denom(), y.denom()))
}

// Quo sets z to x/y; it panics where y is 0.
func (z *Rat) Quo(x, y *Rat) *Rat {
	if len(y.a.abs) == 0 {
		panic("division by zero")
	}
	return z.setFrac(x.a.neg != y.a.neg, natMul(x.a.abs, y.denom()), natMul(x.denom(), y.a.abs))
}

// String is x as a/b, also where b is 1.
func (x *Rat) String() string { return x.a.String() + "/" + natText(x.denom(), 10) }

// RatString is x as a/b, or as a where b is 1.
func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// FloatString is x with prec digits behind the point, the last one rounded, halves away from zero.
func (x *Rat) FloatString(prec int) string {
	if x.IsInt() {
		text := x.a.String()
		if prec > 0 {
			text += "." + strings.Repeat("0", prec)
		}
		return text
	}
	q, r := natDiv(x.a.abs, x.denom())
	scale := natPow(nat{10}, natOf(uint64(max(prec, 0))))
	f, rest := natDiv(natMul(r, scale), x.denom())
	if natShl(rest, 1).cmp(x.denom()) >= 0 {
		if f = natAdd(f, natOne); f.cmp(scale) >= 0 {
			q = natAdd(q, natOne)
			f = natSub(f, scale)
		}
	}
	text := natText(q, 10)
	if x.a.neg {
		text = "-" + text
	}
	if prec > 0 {
		digits := natText(f, 10)
		text += "." + strings.Repeat("0", prec-len(digits)) + digits
	}
	return text
}

// FloatPrec is how many digits behind the point x has; where they never end, how many come before they repeat.
func (x *Rat) FloatPrec() (n int, exact bool) {
	d := x.denom()
	twos := int(d.trailingZeros())
	d = natShr(d, uint(twos))
	fives := 0
	for {
		q, r := natDiv(d, nat{5})
		if len(r) > 0 {
			break
		}
		d = q
		fives++
	}
	return max(twos, fives), d.cmp(natOne) == 0
}

// SetString sets z to the fraction a/b or the decimal number that s is. ok: it is one.
func (z *Rat) SetString(s string) (*Rat, bool) {
	if num, den, ok := strings.Cut(s, "/"); ok {
		var a Int
		if _, ok := a.SetString(num, 0); !ok {
			return nil, false
		}
		b, ok := wholeNat(den, 0)
		if !ok || len(b) == 0 {
			return nil, false
		}
		return z.setFrac(a.neg, a.abs, b), true
	}
	rest, neg := cutSign(s)
	m, base, behind, used, wrong := natParse(rest, 0, true)
	if wrong != 0 {
		return nil, false
	}
	exp, ebase, ok := parseExponent(rest[used:])
	if !ok {
		return nil, false
	}
	if len(m) == 0 {
		return z.setFrac(false, nil, natOne), true
	}
	exp2, exp5 := exponents(base, behind, exp, ebase)
	if exp5 < -1e6 || exp5 > 1e6 || exp2 < -1e7 || exp2 > 1e7 {
		return nil, false
	}
	a, b := m, natOne
	scale := natPow(nat{5}, natOf(uint64(max(exp5, -exp5))))
	if exp5 >= 0 {
		a = natMul(a, scale)
	} else {
		b = scale
	}
	if exp2 >= 0 {
		a = natShl(a, uint(exp2))
	} else {
		b = natShl(b, uint(-exp2))
	}
	return z.setFrac(neg, a, b), true
}

// parseExponent reads e or p and a number; nothing is an exponent of 0.
func parseExponent(s string) (exp int64, base int, ok bool) {
	if s == "" {
		return 0, 10, true
	}
	switch s[0] {
	case 'e', 'E':
		base = 10
	case 'p', 'P':
		base = 2
	default:
		return 0, 0, false
	}
	digits := strings.TrimPrefix(s[1:], "+")
	if len(digits) != len(s)-1 && strings.HasPrefix(digits, "-") {
		return 0, 0, false
	}
	if strings.Contains(digits, "_") {
		if strings.HasPrefix(strings.TrimPrefix(digits, "-"), "_") || strings.HasSuffix(digits, "_") || strings.Contains(digits, "__") {
			return 0, 0, false
		}
		digits = strings.ReplaceAll(digits, "_", "")
	}
	exp, err := strconv.ParseInt(digits, 10, 64)
	return exp, base, err == nil
}

// exponents says by which powers of 2 and 5 a mantissa is to be multiplied that has so many digits behind its point.
func exponents(base, behind int, exp int64, ebase int) (exp2, exp5 int64) {
	d := -int64(behind)
	switch base {
	case 10:
		exp2, exp5 = d, d
	case 2:
		exp2 = d
	case 8:
		exp2 = 3 * d
	case 16:
		exp2 = 4 * d
	}
	if ebase == 10 {
		exp5 += exp
	}
	return exp2 + exp, exp5
}

// Scan is for fmt: the verbs e, f, g and their capitals, and v.
func (z *Rat) Scan(s fmt.ScanState, ch rune) error {
	token, err := s.Token(true, func(ch rune) bool { return strings.ContainsRune("+-/0123456789.eE", ch) })
	if err != nil {
		return err
	}
	if !strings.ContainsRune("efgEFGv", ch) {
		return errors.New("Rat.Scan: invalid verb")
	}
	if _, ok := z.SetString(string(token)); !ok {
		return errors.New("Rat.Scan: invalid syntax")
	}
	return nil
}

func (x *Rat) AppendText(b []byte) ([]byte, error) { return append(b, x.RatString()...), nil }

func (x *Rat) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

func (z *Rat) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text)); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Rat", text)
	}
	return nil
}

const ratGobVersion = 1

func (x *Rat) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	a, b := x.a.Bytes(), new(Int).set(false, x.denom()).Bytes()
	head := byte(ratGobVersion << 1)
	if x.a.neg {
		head |= 1
	}
	n := len(a)
	out := []byte{head, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}
	return append(append(out, a...), b...), nil
}

func (z *Rat) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Rat{}
		return nil
	}
	if len(buf) < 5 {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	if v := buf[0] >> 1; v != ratGobVersion {
		return fmt.Errorf("Rat.GobDecode: encoding version %d not supported", v)
	}
	n := int(buf[1])<<24 | int(buf[2])<<16 | int(buf[3])<<8 | int(buf[4])
	if len(buf)-5 < n {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	z.a.set(buf[0]&1 != 0, natFromBytes(buf[5:5+n]))
	z.b.set(false, natFromBytes(buf[5+n:]))
	return nil
}
