// Package big computes with numbers of any size: Int, Rat and Float.
//
// The receiver of an operation is its result, and is returned as well.
package big

import (
	"errors"
	"fmt"
	"math/rand"
	"strings"
)

// MaxBase is the greatest base of texts.
const MaxBase = 10 + ('z' - 'a' + 1) + ('Z' - 'A' + 1)

// An Int is an integer. The zero Int is 0. Its form is known to int.rs.
type Int struct {
	neg bool
	abs nat
}

// NewInt returns an Int with the value x.
func NewInt(x int64) *Int { return new(Int).SetInt64(x) }

func (z *Int) set(neg bool, abs nat) *Int {
	z.abs = abs
	z.neg = neg && len(abs) > 0
	return z
}

// Sign is -1, 0 or 1.
func (x *Int) Sign() int {
	switch {
	case len(x.abs) == 0:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// SetInt64 sets z to x.
func (z *Int) SetInt64(x int64) *Int {
	u := uint64(x)
	if x < 0 {
		u = -u
	}
	return z.set(x < 0, natOf(u))
}

// SetUint64 sets z to x.
func (z *Int) SetUint64(x uint64) *Int { return z.set(false, natOf(x)) }

// Set sets z to x.
func (z *Int) Set(x *Int) *Int { return z.set(x.neg, x.abs) }

// Bits gives the words of |x|, the lowest first.
func (x *Int) Bits() []Word { return append([]Word(nil), x.abs...) }

// SetBits sets z to the number of the words.
func (z *Int) SetBits(abs []Word) *Int { return z.set(false, append(nat(nil), abs...).norm()) }

// Abs sets z to |x|.
func (z *Int) Abs(x *Int) *Int { return z.set(false, x.abs) }

// Neg sets z to -x.
func (z *Int) Neg(x *Int) *Int { return z.set(!x.neg, x.abs) }

func (z *Int) sum(xneg bool, x nat, yneg bool, y nat) *Int {
	switch {
	case xneg == yneg:
		return z.set(xneg, natAdd(x, y))
	case x.cmp(y) >= 0:
		return z.set(xneg, natSub(x, y))
	}
	return z.set(yneg, natSub(y, x))
}

func tryIntAdd(z, x, y *Int) *Int
func tryIntSub(z, x, y *Int) *Int
func tryIntMul(z, x, y *Int) *Int
func tryIntCmp(x, y *Int) int

// Add sets z to x+y.
func (z *Int) Add(x, y *Int) *Int { return z.sum(x.neg, x.abs, y.neg, y.abs) }

// Sub sets z to x-y.
func (z *Int) Sub(x, y *Int) *Int { return z.sum(x.neg, x.abs, !y.neg, y.abs) }

// Mul sets z to x*y.
func (z *Int) Mul(x, y *Int) *Int { return z.set(x.neg != y.neg, natMul(x.abs, y.abs)) }

// MulRange sets z to the product of all integers from a to b.
func (z *Int) MulRange(a, b int64) *Int {
	switch {
	case a > b:
		return z.SetInt64(1)
	case a <= 0 && b >= 0:
		return z.SetInt64(0)
	}
	neg := false
	if a < 0 {
		neg = (b-a)&1 == 0
		a, b = -b, -a
	}
	return z.set(neg, natMulRange(uint64(a), uint64(b)))
}

// Binomial sets z to n over k.
func (z *Int) Binomial(n, k int64) *Int {
	if k > n || k < 0 {
		return z.SetInt64(0)
	}
	if k > n-k {
		k = n - k
	}
	var a, b Int
	a.MulRange(n-k+1, n)
	b.MulRange(1, k)
	return z.Quo(&a, &b)
}

// Quo sets z to x/y, cut towards zero.
func (z *Int) Quo(x, y *Int) *Int {
	q, _ := natDiv(x.abs, y.abs)
	return z.set(x.neg != y.neg, q)
}

// Rem sets z to what Quo leaves, with the sign of x.
func (z *Int) Rem(x, y *Int) *Int {
	_, r := natDiv(x.abs, y.abs)
	return z.set(x.neg, r)
}

// QuoRem sets z and r to what Quo and Rem give.
func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	q, rest := natDiv(x.abs, y.abs)
	neg, rneg := x.neg != y.neg, x.neg
	return z.set(neg, q), r.set(rneg, rest)
}

// Div sets z to the quotient of Euclid: the rest is never negative.
func (z *Int) Div(x, y *Int) *Int {
	var m Int
	z.DivMod(x, y, &m)
	return z
}

// Mod sets z to the rest of Euclid's division, never negative.
func (z *Int) Mod(x, y *Int) *Int {
	var q Int
	q.DivMod(x, y, z)
	return z
}

// DivMod sets z and m to what Div and Mod give.
func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	divisor := *y
	z.QuoRem(x, y, m)
	if m.neg {
		if divisor.neg {
			z.Add(z, NewInt(1))
			m.Sub(m, &divisor)
		} else {
			z.Sub(z, NewInt(1))
			m.Add(m, &divisor)
		}
	}
	return z, m
}

// Divide sets z to the quotient rounded by the mode and r to what is left; either may be nil.
func (z *Int) Divide(x, y, r *Int, mode RoundingMode) (*Int, *Int) {
	q, rest := natDiv(x.abs, y.abs)
	neg, rneg := x.neg != y.neg, x.neg
	if len(rest) > 0 {
		away := false
		switch mode {
		case Trunc:
		case Floor:
			away = neg
		case Ceil:
			away = !neg
		case Round:
			twice := natShl(rest, 1).cmp(y.abs)
			away = twice > 0 || twice == 0 && q.odd()
		default:
			panic("unsupported rounding mode")
		}
		if away {
			q = natAdd(q, natOne)
			rest = natSub(y.abs, rest)
			rneg = !rneg
		}
	}
	if z != nil {
		z.set(neg, q)
	}
	if r != nil {
		r.set(rneg, rest)
	}
	return z, r
}

// Cmp is -1, 0 or 1 as x is less than, equal to or greater than y.
func (x *Int) Cmp(y *Int) (r int) {
	if x.neg != y.neg {
		r = 1
		if x.neg {
			r = -1
		}
		return r
	}
	r = x.abs.cmp(y.abs)
	if x.neg {
		r = -r
	}
	return r
}

// CmpAbs compares |x| and |y|.
func (x *Int) CmpAbs(y *Int) int { return x.abs.cmp(y.abs) }

// Int64 is x, or its lowest 64 bits where it does not fit.
func (x *Int) Int64() int64 {
	v := int64(x.abs.low())
	if x.neg {
		v = -v
	}
	return v
}

// Uint64 is x, or the lowest 64 bits of |x| where it does not fit.
func (x *Int) Uint64() uint64 { return x.abs.low() }

// IsInt64 reports whether x fits an int64.
func (x *Int) IsInt64() bool {
	if len(x.abs) > 1 {
		return false
	}
	w := int64(x.abs.low())
	return w >= 0 || x.neg && w == -w
}

// IsUint64 reports whether x fits a uint64.
func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 1 }

// Float64 is the float64 nearest to x, and how it compares.
func (x *Int) Float64() (float64, Accuracy) {
	f, compared := quotient(x.abs, natOne, 0, false)
	if x.neg {
		return -f, Accuracy(-compared)
	}
	return f, Accuracy(compared)
}

// SetString sets z to the number that s is in base 2 to MaxBase; base 0: a prefix 0b, 0, 0o, 0x says it, and underscores
// may stand between digits. ok: s is one.
func (z *Int) SetString(s string, base int) (*Int, bool) {
	rest, neg := cutSign(s)
	abs, ok := wholeNat(rest, base)
	if !ok {
		return nil, false
	}
	return z.set(neg, abs), true
}

func cutSign(s string) (rest string, neg bool) {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return s[1:], s[0] == '-'
	}
	return s, false
}

func wholeNat(s string, base int) (nat, bool) {
	if base != 0 && base < 2 || base > MaxBase {
		panic(fmt.Sprintf("invalid number base %d", base))
	}
	abs, _, _, used, wrong := natParse(s, base, false)
	return abs, wrong == 0 && used == len(s)
}

// SetBytes sets z to the number of the bytes, the highest first.
func (z *Int) SetBytes(buf []byte) *Int { return z.set(false, natFromBytes(buf)) }

// Bytes gives |x| as bytes, the highest first.
func (x *Int) Bytes() []byte {
	out := make([]byte, len(x.abs)*8)
	x.fill(out)
	for len(out) > 0 && out[0] == 0 {
		out = out[1:]
	}
	return out
}

func (x *Int) fill(buf []byte) {
	for i := range buf {
		n := len(buf) - 1 - i
		if w := n / 8; w < len(x.abs) {
			buf[i] = byte(x.abs[w] >> (n % 8 * 8))
		} else {
			buf[i] = 0
		}
	}
}

// FillBytes fills buf with |x|; it panics where that does not fit.
func (x *Int) FillBytes(buf []byte) []byte {
	if (x.BitLen()+7)/8 > len(buf) {
		panic("math/big: buffer too small to fit value")
	}
	x.fill(buf)
	return buf
}

// BitLen is the length of |x| in bits.
func (x *Int) BitLen() int { return x.abs.bitLen() }

// TrailingZeroBits is the number of zero bits at the end of |x|.
func (x *Int) TrailingZeroBits() uint { return x.abs.trailingZeros() }

// Exp sets z to x**y mod |m|; without m (nil or 0) to x**y, which is 1 where y <= 0. Where y < 0 and x has no inverse
// modulo m, z is unchanged and nil is returned.
func (z *Int) Exp(x, y, m *Int) *Int {
	base := *x
	if y.neg {
		if m == nil || len(m.abs) == 0 {
			return z.SetInt64(1)
		}
		inverse := new(Int).ModInverse(x, m)
		if inverse == nil {
			return nil
		}
		// As in Go, the sign that counts is that of x.
		base = Int{neg: x.neg, abs: inverse.abs}
	}
	odd := y.abs.odd()
	if m == nil || len(m.abs) == 0 {
		return z.set(base.neg && odd, natPow(base.abs, y.abs))
	}
	abs := natModPow(base.abs, y.abs, m.abs)
	if base.neg && odd && len(abs) > 0 {
		abs = natSub(m.abs, abs)
	}
	return z.set(false, abs)
}

// GCD sets z to the greatest common divisor of a and b, and x and y, where they are not nil, so that z = a*x + b*y.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	if len(a.abs) == 0 || len(b.abs) == 0 {
		na, nb := *a, *b
		if len(na.abs) == 0 {
			z.set(false, nb.abs)
		} else {
			z.set(false, na.abs)
		}
		if x != nil {
			x.SetInt64(int64(na.Sign()))
		}
		if y != nil {
			y.SetInt64(0)
			if len(na.abs) == 0 {
				y.SetInt64(int64(nb.Sign()))
			}
		}
		return z
	}
	if x == nil && y == nil {
		return z.set(false, natGCD(a.abs, b.abs))
	}
	na, nb := *a, *b
	g, neg, u := extendedGCD(na.abs, nb.abs)
	var factor Int
	factor.set(neg != na.neg, u)
	if y != nil {
		y.Mul(&na, &factor)
		y.Sub(new(Int).set(false, g), y)
		y.Quo(y, &nb)
	}
	if x != nil {
		x.Set(&factor)
	}
	return z.set(false, g)
}

// Rand sets z to a random number in [0, n).
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.SetInt64(0)
	}
	top := uint(n.BitLen() % wordBits)
	if top == 0 {
		top = wordBits
	}
	mask := Word(1<<top - 1)
	words := make(nat, len(n.abs))
	for {
		for i := range words {
			words[i] = Word(rnd.Uint32()) | Word(rnd.Uint32())<<32
		}
		words[len(words)-1] &= mask
		if abs := words.norm(); abs.cmp(n.abs) < 0 {
			return z.set(false, abs)
		}
	}
}

// ModInverse sets z to the inverse of g modulo n, or returns nil where there is none.
func (z *Int) ModInverse(g, n *Int) *Int {
	var m, a, d, x Int
	m.Abs(n)
	a.Set(g)
	if a.neg {
		a.Mod(&a, &m)
	}
	d.GCD(&x, nil, &a, &m)
	if d.Cmp(NewInt(1)) != 0 {
		return nil
	}
	if x.neg {
		return z.Add(&x, &m)
	}
	return z.Set(&x)
}

// Jacobi is the Jacobi symbol (x/y); y must be odd.
func Jacobi(x, y *Int) int {
	if !y.abs.odd() {
		panic(fmt.Sprintf("big: invalid 2nd argument to Int.Jacobi: need odd integer but got %s", y.String()))
	}
	var a, b Int
	a.Set(x)
	b.Set(y)
	j := 1
	if b.neg {
		if a.neg {
			j = -1
		}
		b.neg = false
	}
	for {
		if b.Cmp(NewInt(1)) == 0 {
			return j
		}
		if len(a.abs) == 0 {
			return 0
		}
		a.Mod(&a, &b)
		if len(a.abs) == 0 {
			return 0
		}
		twos := a.TrailingZeroBits()
		if low := b.abs.low() & 7; twos&1 != 0 && (low == 3 || low == 5) {
			j = -j
		}
		a.Rsh(&a, twos)
		if a.abs.low()&3 == 3 && b.abs.low()&3 == 3 {
			j = -j
		}
		a, b = b, a
	}
}

// ModSqrt sets z to a square root of x modulo the odd prime p, or returns nil where there is none.
func (z *Int) ModSqrt(x, p *Int) *Int {
	switch Jacobi(x, p) {
	case -1:
		return nil
	case 0:
		return z.SetInt64(0)
	}
	var a, e Int
	one := NewInt(1)
	a.Mod(x, p)
	switch {
	case p.abs.low()%4 == 3:
		e.Rsh(e.Add(p, one), 2)
		return z.Exp(&a, &e, p)
	case p.abs.low()%8 == 5:
		// Atkin's way.
		var alpha, beta Int
		e.Rsh(p, 3)
		alpha.Lsh(&a, 1)
		alpha.Exp(&alpha, &e, p)
		beta.Mul(&alpha, &alpha)
		beta.Mod(&beta, p)
		beta.Mul(&beta, &a)
		beta.Lsh(&beta, 1)
		beta.Sub(&beta, one)
		beta.Mul(&beta, &a)
		beta.Mod(&beta, p)
		return z.Mod(beta.Mul(&beta, &alpha), p)
	}
	return z.tonelliShanks(&a, p)
}

func (z *Int) tonelliShanks(x, p *Int) *Int {
	var s, n, y, b, g, t Int
	one := NewInt(1)
	s.Sub(p, one)
	e := s.TrailingZeroBits()
	s.Rsh(&s, e)
	n.SetInt64(2)
	for Jacobi(&n, p) != -1 {
		n.Add(&n, one)
	}
	y.Rsh(y.Add(&s, one), 1)
	y.Exp(x, &y, p)
	b.Exp(x, &s, p)
	g.Exp(&n, &s, p)
	r := e
	for {
		var m uint
		for t.Set(&b); t.Cmp(one) != 0; m++ {
			t.Mod(t.Mul(&t, &t), p)
		}
		if m == 0 {
			return z.Set(&y)
		}
		t.SetInt64(0).SetBit(&t, int(r-m-1), 1)
		t.Exp(&g, &t, p)
		g.Mod(g.Mul(&t, &t), p)
		y.Mod(y.Mul(&y, &t), p)
		b.Mod(b.Mul(&b, &g), p)
		r = m
	}
}

// Lsh sets z to x << n.
func (z *Int) Lsh(x *Int, n uint) *Int { return z.set(x.neg, natShl(x.abs, n)) }

// Rsh sets z to x >> n, as if in two's complement.
func (z *Int) Rsh(x *Int, n uint) *Int {
	if x.neg {
		t := natShr(natSub(x.abs, natOne), n)
		return z.set(true, natAdd(t, natOne))
	}
	return z.set(false, natShr(x.abs, n))
}

// Bit is bit i of x, as if in two's complement.
func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	if x.neg {
		return natSub(x.abs, natOne).bit(uint(i)) ^ 1
	}
	return x.abs.bit(uint(i))
}

// SetBit sets z to x with bit i as b says, 0 or 1.
func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	if i < 0 {
		panic("negative bit index")
	}
	if b > 1 {
		panic("set bit is not 0 or 1")
	}
	bit := new(Int).set(false, natShl(natOne, uint(i)))
	if b == 1 {
		return z.Or(x, bit)
	}
	return z.AndNot(x, bit)
}

// And sets z to x & y.
func (z *Int) And(x, y *Int) *Int { return z.set(bitwise(0, x.neg, x.abs, y.neg, y.abs)) }

// Or sets z to x | y.
func (z *Int) Or(x, y *Int) *Int { return z.set(bitwise(1, x.neg, x.abs, y.neg, y.abs)) }

// Xor sets z to x ^ y.
func (z *Int) Xor(x, y *Int) *Int { return z.set(bitwise(2, x.neg, x.abs, y.neg, y.abs)) }

// AndNot sets z to x &^ y.
func (z *Int) AndNot(x, y *Int) *Int { return z.set(bitwise(3, x.neg, x.abs, y.neg, y.abs)) }

// Not sets z to ^x.
func (z *Int) Not(x *Int) *Int { return z.Sub(new(Int).Neg(x), NewInt(1)) }

// Sqrt sets z to the greatest integer whose square is at most x; it panics where x is negative.
func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	return z.set(false, natSqrt(x.abs))
}

// ProbablyPrime reports whether x is probably prime, by n random tests and one that is certain below 2⁶⁴.
func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	return !x.neg && natPrime(x.abs, n)
}

// Text is x in a base from 2 to MaxBase.
func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	if base < 2 || base > MaxBase {
		panic("invalid base")
	}
	if x.neg {
		return "-" + natText(x.abs, base)
	}
	return natText(x.abs, base)
}

// Append appends Text.
func (x *Int) Append(buf []byte, base int) []byte { return append(buf, x.Text(base)...) }

// String is x in base 10.
func (x *Int) String() string { return x.Text(10) }

// Format is for fmt: the verbs b, o, O, d, x, X, s and v with all of fmt's flags.
func (x *Int) Format(s fmt.State, ch rune) {
	base := 10
	prefix := ""
	switch ch {
	case 'b':
		base, prefix = 2, "0b"
	case 'o', 'O':
		base, prefix = 8, "0"
	case 'd', 's', 'v':
	case 'x', 'X':
		base, prefix = 16, "0"+string(ch)
	default:
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", ch, x.String())
		return
	}
	if x == nil {
		fmt.Fprint(s, "<nil>")
		return
	}
	if ch == 'O' {
		prefix = "0o"
	} else if !s.Flag('#') {
		prefix = ""
	}
	sign := ""
	switch {
	case x.neg:
		sign = "-"
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	digits := natText(x.abs, base)
	if ch == 'X' {
		digits = strings.ToUpper(digits)
	}
	precision, hasPrecision := s.Precision()
	if hasPrecision {
		if digits == "0" && precision == 0 {
			return
		}
		digits = strings.Repeat("0", max(0, precision-len(digits))) + digits
	}
	left, right := "", ""
	if width, ok := s.Width(); ok {
		pad := max(0, width-len(sign)-len(prefix)-len(digits))
		switch {
		case s.Flag('-'):
			right = strings.Repeat(" ", pad)
		case s.Flag('0') && !hasPrecision:
			digits = strings.Repeat("0", pad) + digits
		default:
			left = strings.Repeat(" ", pad)
		}
	}
	s.Write([]byte(left + sign + prefix + digits + right))
}

// Scan is for fmt: the verbs b, o, d, x, X, s and v.
func (z *Int) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	base := 0
	switch ch {
	case 'b':
		base = 2
	case 'o':
		base = 8
	case 'd':
		base = 10
	case 'x', 'X':
		base = 16
	case 's', 'v':
	default:
		return errors.New("Int.Scan: invalid verb")
	}
	first := true
	token, err := s.Token(false, func(r rune) bool {
		ok := first && (r == '-' || r == '+') || r == '_' && base == 0 || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		first = false
		return ok
	})
	if err != nil {
		return err
	}
	if _, ok := z.SetString(string(token), base); !ok {
		return errors.New("number has no digits")
	}
	return nil
}

// AppendText appends x in base 10.
func (x *Int) AppendText(b []byte) (text []byte, err error) { return x.Append(b, 10), nil }

func (x *Int) MarshalText() (text []byte, err error) {
	if x == nil {
		return []byte("<nil>"), nil
	}
	return x.AppendText(nil)
}

func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}

func (x *Int) MarshalJSON() ([]byte, error) {
	if x == nil {
		return []byte("null"), nil
	}
	return x.AppendText(nil)
}

func (z *Int) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return z.UnmarshalText(text)
}

const intGobVersion = 1

func (x *Int) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	b := byte(intGobVersion << 1)
	if x.neg {
		b |= 1
	}
	return append([]byte{b}, x.Bytes()...), nil
}

func (z *Int) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Int{}
		return nil
	}
	if b := buf[0]; b>>1 != intGobVersion {
		return fmt.Errorf("Int.GobDecode: encoding version %d not supported", b>>1)
	}
	z.set(buf[0]&1 != 0, natFromBytes(buf[1:]))
	return nil
}
