package big

import (
	"math"
	"strconv"
)

// Limits of a Float's precision and exponent.
const (
	MaxExp  = math.MaxInt32
	MinExp  = math.MinInt32
	MaxPrec = math.MaxUint32
)

// A RoundingMode says how what does not fit the precision is rounded.
type RoundingMode byte

const (
	ToNearestEven RoundingMode = iota
	ToNearestAway
	ToZero
	AwayFromZero
	ToNegativeInf
	ToPositiveInf
)

// What Int.Divide can do.
const (
	Trunc = ToZero
	Floor = ToNegativeInf
	Round = ToNearestEven
	Ceil  = ToPositiveInf
)

func (i RoundingMode) String() string {
	names := [...]string{"ToNearestEven", "ToNearestAway", "ToZero", "AwayFromZero", "ToNegativeInf", "ToPositiveInf"}
	if int(i) < len(names) {
		return names[i]
	}
	return "RoundingMode(" + strconv.Itoa(int(i)) + ")"
}

// An Accuracy says how a rounded value compares with the exact one.
type Accuracy int8

const (
	Below Accuracy = -1
	Exact Accuracy = 0
	Above Accuracy = +1
)

func (i Accuracy) String() string {
	names := [...]string{"Below", "Exact", "Above"}
	if i >= -1 && int(i+1) < len(names) {
		return names[i+1]
	}
	return "Accuracy(" + strconv.Itoa(int(i)) + ")"
}

func accuracy(above bool) Accuracy {
	if above {
		return Above
	}
	return Below
}

type form byte

const (
	zero form = iota
	finite
	inf
)

// A Float is a binary floating-point number of any precision. Its zero value is 0 with precision 0: the first value that it
// is set to decides the precision.
type Float struct {
	prec uint32
	mode RoundingMode
	acc  Accuracy
	form form
	neg  bool
	mant nat // odd
	exp  int // the value is mant × 2**exp
}

// An ErrNaN is the panic of an operation whose result would be no number.
type ErrNaN struct{ msg string }

func (err ErrNaN) Error() string { return err.msg }

// NewFloat returns x with precision 53; it panics where x is no number.
func NewFloat(x float64) *Float {
	if math.IsNaN(x) {
		panic(ErrNaN{"NewFloat(NaN)"})
	}
	return new(Float).SetFloat64(x)
}

// setNat sets z to m × 2**exp, and a little more if sticky, rounded.
func (z *Float) setNat(neg bool, m nat, exp int, sticky bool) *Float {
	z.neg = neg
	z.acc = Exact
	if len(m) == 0 {
		z.form, z.mant = zero, nil
		return z
	}
	mant, shift, compared := roundNat(m, sticky, neg, uint(z.prec), int(z.mode))
	z.mant, z.exp, z.form = mant, exp+shift, finite
	z.acc = Accuracy(compared)
	if neg {
		z.acc = -z.acc
	}
	switch top := z.top(); {
	case top > MaxExp:
		z.form, z.mant = inf, nil
		z.acc = accuracy(!neg)
	case top < MinExp:
		z.form, z.mant = zero, nil
		z.acc = accuracy(neg)
	}
	return z
}

// top is the exponent where the mantissa is seen as a fraction from 0.5 to 1.
func (x *Float) top() int { return x.mant.bitLen() + x.exp }

// SetPrec sets the precision, and rounds the value to it; 0 makes z a zero.
func (z *Float) SetPrec(prec uint) *Float {
	z.acc = Exact
	if prec == 0 {
		z.prec = 0
		if z.form == finite {
			z.acc = accuracy(z.neg)
			z.form, z.mant = zero, nil
		}
		return z
	}
	old := z.prec
	z.prec = uint32(min(prec, MaxPrec))
	if z.prec < old && z.form == finite {
		z.setNat(z.neg, z.mant, z.exp, false)
	}
	return z
}

// SetMode sets the rounding mode.
func (z *Float) SetMode(mode RoundingMode) *Float {
	z.mode = mode
	z.acc = Exact
	return z
}

// Prec is the precision in bits.
func (x *Float) Prec() uint { return uint(x.prec) }

// MinPrec is the least precision that holds the value.
func (x *Float) MinPrec() uint {
	if x.form != finite {
		return 0
	}
	return uint(x.mant.bitLen())
}

// Mode is the rounding mode.
func (x *Float) Mode() RoundingMode { return x.mode }

// Acc is how the last operation rounded.
func (x *Float) Acc() Accuracy { return x.acc }

// Sign is -1, 0 or 1.
func (x *Float) Sign() int {
	switch {
	case x.form == zero:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// Signbit reports whether x is negative or -0.
func (x *Float) Signbit() bool { return x.neg }

// IsInf reports whether x is infinite.
func (x *Float) IsInf() bool { return x.form == inf }

// IsInt reports whether x is an integer.
func (x *Float) IsInt() bool { return x.form == zero || x.form == finite && x.exp >= 0 }

// MantExp takes x apart into a mantissa from 0.5 to 1 and an exponent of 2.
func (x *Float) MantExp(mant *Float) (exp int) {
	if x.form == finite {
		exp = x.top()
	}
	if mant != nil {
		mant.Copy(x)
		if mant.form == finite {
			mant.exp = -mant.mant.bitLen()
		}
	}
	return exp
}

// SetMantExp sets z to mant × 2**exp.
func (z *Float) SetMantExp(mant *Float, exp int) *Float {
	z.Set(mant)
	if z.form == finite {
		acc := z.acc
		z.setNat(z.neg, z.mant, z.exp+exp, false)
		if z.acc == Exact {
			z.acc = acc
		}
	}
	return z
}

// SetInt64 sets z to x; a precision of 0 becomes 64.
func (z *Float) SetInt64(x int64) *Float {
	u := uint64(x)
	if x < 0 {
		u = -u
	}
	z.defaultPrec(64)
	return z.setNat(x < 0, natOf(u), 0, false)
}

// SetUint64 sets z to x; a precision of 0 becomes 64.
func (z *Float) SetUint64(x uint64) *Float {
	z.defaultPrec(64)
	return z.setNat(false, natOf(x), 0, false)
}

func (z *Float) defaultPrec(prec int) {
	if z.prec == 0 {
		z.prec = uint32(prec)
	}
}

// SetFloat64 sets z to x; a precision of 0 becomes 53. It panics where x is no number.
func (z *Float) SetFloat64(x float64) *Float {
	z.defaultPrec(53)
	if math.IsNaN(x) {
		panic(ErrNaN{"Float.SetFloat64(NaN)"})
	}
	if math.IsInf(x, 0) {
		return z.SetInf(x < 0)
	}
	frac, exp := math.Frexp(math.Abs(x))
	return z.setNat(math.Signbit(x), natOf(uint64(frac*(1<<53))), exp-53, false)
}

// SetInt sets z to x; a precision of 0 becomes the length of x, at least 64.
func (z *Float) SetInt(x *Int) *Float {
	z.defaultPrec(max(x.BitLen(), 64))
	return z.setNat(x.neg, x.abs, 0, false)
}

// SetRat sets z to x; a precision of 0 becomes the greater length of its parts, at least 64.
func (z *Float) SetRat(x *Rat) *Float {
	if x.IsInt() {
		return z.SetInt(x.Num())
	}
	z.defaultPrec(max(x.a.BitLen(), x.b.BitLen(), 64))
	return z.quo(x.a.neg, x.a.abs, 0, x.b.abs, 0)
}

// SetInf sets z to an infinity.
func (z *Float) SetInf(signbit bool) *Float {
	z.acc, z.form, z.neg, z.mant = Exact, inf, signbit, nil
	return z
}

// Set sets z to x, rounded where the precision of z is less; a precision of 0 becomes that of x.
func (z *Float) Set(x *Float) *Float {
	if z == x {
		return z
	}
	z.acc = Exact
	z.form, z.neg, z.mant, z.exp = x.form, x.neg, x.mant, x.exp
	if z.prec == 0 {
		z.prec = x.prec
	} else if z.prec < x.prec && z.form == finite {
		z.setNat(z.neg, z.mant, z.exp, false)
	}
	return z
}

// Copy makes z the same as x in all.
func (z *Float) Copy(x *Float) *Float {
	*z = *x
	return z
}

// Float32 is the float32 nearest to x.
func (x *Float) Float32() (float32, Accuracy) {
	f, acc := x.nearest(true)
	return float32(f), acc
}

// Float64 is the float64 nearest to x.
func (x *Float) Float64() (float64, Accuracy) { return x.nearest(false) }

func (x *Float) nearest(single bool) (f float64, acc Accuracy) {
	switch {
	case x.form == inf:
		f = math.Inf(1)
	case x.form == zero:
	case x.top() > 2000:
		f, acc = math.Inf(1), Above
	case x.top() < -2000:
		acc = Below
	default:
		var compared int
		f, compared = quotient(x.mant, natOne, x.exp, single)
		acc = Accuracy(compared)
	}
	if x.neg {
		return -f, -acc
	}
	return f, acc
}

// cut gives the integral part of a finite x.
func (x *Float) cut() nat {
	if x.exp >= 0 {
		return natShl(x.mant, uint(x.exp))
	}
	return natShr(x.mant, uint(-x.exp))
}

// Uint64 is x cut towards zero; what does not fit becomes the nearest value.
func (x *Float) Uint64() (uint64, Accuracy) {
	switch {
	case x.form == zero:
		return 0, Exact
	case x.neg:
		return 0, Above
	case x.form == inf || x.top() > 64:
		return math.MaxUint64, Below
	}
	if x.top() <= 0 {
		return 0, Below
	}
	// As Go has it: what fits 64 bits of mantissa counts as exact.
	if x.MinPrec() <= 64 {
		return x.cut().low(), Exact
	}
	return x.cut().low(), Below
}

func (x *Float) cutAccuracy() Accuracy {
	if x.IsInt() {
		return Exact
	}
	return accuracy(x.neg)
}

// Int64 is x cut towards zero; what does not fit becomes the nearest value.
func (x *Float) Int64() (int64, Accuracy) {
	if x.form == zero {
		return 0, Exact
	}
	if x.form == finite && x.top() <= 63 {
		v := int64(x.cut().low())
		if x.neg {
			v = -v
		}
		return v, x.cutAccuracy()
	}
	if x.neg {
		if x.form == finite && x.top() == 64 && x.cut().cmp(nat{1 << 63}) == 0 {
			return math.MinInt64, x.cutAccuracy()
		}
		return math.MinInt64, Above
	}
	return math.MaxInt64, Below
}

// Int is x cut towards zero, in z if that is not nil; nil for an infinity.
func (x *Float) Int(z *Int) (*Int, Accuracy) {
	if z == nil && x.form <= finite {
		z = new(Int)
	}
	switch x.form {
	case finite:
		return z.set(x.neg, x.cut()), x.cutAccuracy()
	case zero:
		return z.SetInt64(0), Exact
	}
	return nil, accuracy(x.neg)
}

// Rat is x exactly, in z if that is not nil; nil for an infinity.
func (x *Float) Rat(z *Rat) (*Rat, Accuracy) {
	if z == nil && x.form <= finite {
		z = new(Rat)
	}
	switch x.form {
	case finite:
		if x.exp >= 0 {
			return z.setFrac(x.neg, natShl(x.mant, uint(x.exp)), natOne), Exact
		}
		return z.setFrac(x.neg, x.mant, natShl(natOne, uint(-x.exp))), Exact
	case zero:
		return z.SetInt64(0), Exact
	}
	return nil, accuracy(x.neg)
}

// Abs sets z to |x|, rounded.
func (z *Float) Abs(x *Float) *Float {
	z.Set(x)
	z.neg = false
	return z
}

// Neg sets z to -x, rounded.
func (z *Float) Neg(x *Float) *Float {
	z.Set(x)
	z.neg = !z.neg
	return z
}

// sum sets z to x plus y, the sign of y as given; both are finite.
func (z *Float) sum(x, y *Float, yneg bool) *Float {
	exp := min(x.exp, y.exp)
	a, b := natShl(x.mant, uint(x.exp-exp)), natShl(y.mant, uint(y.exp-exp))
	var s Int
	s.sum(x.neg, a, yneg, b)
	z.setNat(s.neg, s.abs, exp, false)
	if len(s.abs) == 0 {
		z.neg = z.mode == ToNegativeInf
	}
	return z
}

func (z *Float) resultPrec(x, y *Float) {
	if z.prec == 0 {
		z.prec = max(x.prec, y.prec)
	}
}

func (z *Float) nan(msg string) {
	z.acc, z.form, z.neg, z.mant = Exact, zero, false, nil
	panic(ErrNaN{msg})
}

// Add sets z to x+y, rounded. It panics for infinities of opposite signs.
func (z *Float) Add(x, y *Float) *Float {
	z.resultPrec(x, y)
	if x.form == finite && y.form == finite {
		return z.sum(x, y, y.neg)
	}
	if x.form == inf && y.form == inf && x.neg != y.neg {
		z.nan("addition of infinities with opposite signs")
	}
	if x.form == zero && y.form == zero {
		neg := x.neg && y.neg
		z.acc, z.form, z.neg, z.mant = Exact, zero, neg, nil
		return z
	}
	if x.form == inf || y.form == zero {
		return z.Set(x)
	}
	return z.Set(y)
}

// Sub sets z to x-y, rounded. It panics for infinities of one sign.
func (z *Float) Sub(x, y *Float) *Float {
	z.resultPrec(x, y)
	if x.form == finite && y.form == finite {
		return z.sum(x, y, !y.neg)
	}
	if x.form == inf && y.form == inf && x.neg == y.neg {
		z.nan("subtraction of infinities with equal signs")
	}
	if x.form == zero && y.form == zero {
		neg := x.neg && !y.neg
		z.acc, z.form, z.neg, z.mant = Exact, zero, neg, nil
		return z
	}
	if x.form == inf || y.form == zero {
		return z.Set(x)
	}
	return z.Neg(y)
}

// Mul sets z to x*y, rounded. It panics for zero times infinity.
func (z *Float) Mul(x, y *Float) *Float {
	z.resultPrec(x, y)
	neg := x.neg != y.neg
	if x.form == finite && y.form == finite {
		return z.setNat(neg, natMul(x.mant, y.mant), x.exp+y.exp, false)
	}
	if x.form == zero && y.form == inf || x.form == inf && y.form == zero {
		z.nan("multiplication of zero with infinity")
	}
	if x.form == inf || y.form == inf {
		return z.SetInf(neg)
	}
	return z.setNat(neg, nil, 0, false)
}

// Quo sets z to x/y, rounded. It panics for 0/0 and infinity/infinity.
func (z *Float) Quo(x, y *Float) *Float {
	z.resultPrec(x, y)
	neg := x.neg != y.neg
	if x.form == finite && y.form == finite {
		return z.quo(neg, x.mant, x.exp, y.mant, y.exp)
	}
	if x.form == y.form {
		z.nan("division of zero by zero or infinity by infinity")
	}
	if x.form == zero || y.form == inf {
		return z.setNat(neg, nil, 0, false)
	}
	return z.SetInf(neg)
}

func (z *Float) quo(neg bool, x nat, xexp int, y nat, yexp int) *Float {
	shift := max(0, int(z.prec)+2-x.bitLen()+y.bitLen())
	q, r := natDiv(natShl(x, uint(shift)), y)
	return z.setNat(neg, q, xexp-yexp-shift, len(r) > 0)
}

// Sqrt sets z to the square root of x, rounded. It panics where x is negative.
func (z *Float) Sqrt(x *Float) *Float {
	if z.prec == 0 {
		z.prec = x.prec
	}
	if x.Sign() < 0 {
		panic(ErrNaN{"square root of negative operand"})
	}
	if x.form != finite {
		z.acc, z.form, z.neg, z.mant = Exact, x.form, x.neg, nil
		return z
	}
	shift := max(0, 2*int(z.prec)+4-x.mant.bitLen())
	if (x.exp-shift)%2 != 0 {
		shift++
	}
	m, exp := natShl(x.mant, uint(shift)), x.exp-shift
	root := natSqrt(m)
	return z.setNat(false, root, exp/2, natMul(root, root).cmp(m) != 0)
}

// order is where x stands among infinities, numbers and zeros.
func (x *Float) order() (n int) {
	switch x.form {
	case finite:
		n = 1
	case zero:
		return 0
	case inf:
		n = 2
	}
	if x.neg {
		n = -n
	}
	return n
}

// Cmp is -1, 0 or 1 as x is less than, equal to or greater than y.
func (x *Float) Cmp(y *Float) int {
	mx, my := x.order(), y.order()
	switch {
	case mx < my:
		return -1
	case mx > my:
		return 1
	case x.form != finite:
		return 0
	}
	c := 0
	if tx, ty := x.top(), y.top(); tx != ty {
		c = 1
		if tx < ty {
			c = -1
		}
	} else {
		exp := min(x.exp, y.exp)
		c = natShl(x.mant, uint(x.exp-exp)).cmp(natShl(y.mant, uint(y.exp-exp)))
	}
	if x.neg {
		c = -c
	}
	return c
}
