package main

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"math/cmplx"
)

// whole gives all bits of a result, but not which NaN it is.
func whole(x float64) uint64 {
	if x != x {
		return math.Float64bits(math.NaN())
	}
	return math.Float64bits(x)
}

func argument1() float64 {
	if chance(2) {
		return random.NormFloat64() * pick(0.01, 1, 1, 3, 30, 700)
	}
	return float()
}

func f1(name string, f func(float64) float64) call {
	return call{name, func() []any { x := argument1(); v := f(x); return []any{math.Float64bits(x), x, v, whole(v)} }}
}

// c1 compares eleven digits: of the rarer functions libm's last digits are others than Go's now and then.
func c1(name string, f func(float64) float64) call {
	return call{name, func() []any { x := argument1(); return []any{x, fmt.Sprintf("%.11g", f(x))} }}
}

// bessel keeps from zero and infinity, where Go drops signs and digits.
func bessel(x float64) float64 {
	if math.Abs(x) < 1e-30 || math.IsInf(x, 0) {
		return 1
	}
	return x
}

func f2(name string, f func(x, y float64) float64) call {
	return call{name, func() []any { x, y := argument1(), argument1(); v := f(x, y); return []any{x, y, v, whole(v)} }}
}

func z(c complex128) string { return fmt.Sprintf("%x,%x", whole(real(c)), whole(imag(c))) }

func z1(name string, f func(complex128) complex128) call {
	return call{name, func() []any { x := complex(argument1(), argument1()); v := f(x); return []any{x, v, z(v)} }}
}

func wide() *big.Int {
	n := big.NewInt(integer())
	for range random.IntN(4) {
		n.Mul(n, big.NewInt(integer()))
		n.Add(n, big.NewInt(integer()))
	}
	return n
}

func main() {
	run([]call{
		f1("Sqrt", math.Sqrt), f1("Floor", math.Floor), f1("Ceil", math.Ceil), f1("Trunc", math.Trunc), f1("Round", math.Round), f1("RoundToEven", math.RoundToEven),
		f1("Abs", math.Abs), f1("Cbrt", math.Cbrt), f1("Exp", math.Exp), f1("Exp2", math.Exp2), f1("Expm1", math.Expm1), f1("Log", math.Log), f1("Log2", math.Log2),
		f1("Log10", math.Log10), c1("Log1p", math.Log1p), f1("Sin", math.Sin), f1("Cos", math.Cos), f1("Tan", math.Tan), f1("Asin", math.Asin), f1("Acos", math.Acos),
		f1("Atan", math.Atan), f1("Sinh", math.Sinh), f1("Cosh", math.Cosh), f1("Tanh", math.Tanh), c1("Asinh", math.Asinh), c1("Acosh", math.Acosh), c1("Atanh", math.Atanh),
		f1("Gamma", math.Gamma), c1("Erf", math.Erf), c1("Erfc", math.Erfc), f1("Erfinv", math.Erfinv), f1("Erfcinv", math.Erfcinv), c1("J0", func(x float64) float64 { return math.J0(bessel(x)) }), c1("J1", func(x float64) float64 { return math.J1(bessel(x)) }), c1("Y0", func(x float64) float64 { return math.Y0(bessel(x)) }), c1("Y1", func(x float64) float64 { return math.Y1(bessel(x)) }), f1("Logb", math.Logb),
		f2("Pow", math.Pow), f2("Mod", math.Mod), f2("Remainder", math.Remainder), f2("Atan2", math.Atan2), f2("Hypot", math.Hypot), f2("Max", math.Max), f2("Min", math.Min),
		f2("Dim", math.Dim), f2("Copysign", math.Copysign), f2("Nextafter", math.Nextafter),
		{"Pow2", func() []any {
			x, y := argument1(), pick(float64(small()), 0.5, -0.5, float64(small())/3, 1e9)
			return []any{x, y, whole(math.Pow(x, y)), math.Pow10(small() * 40)}
		}},
		{"Frexp", func() []any {
			x := float()
			m, e := math.Frexp(x)
			i, f := math.Modf(x)
			s, c := math.Sincos(x)
			n := small() * pick(1, 20, 300)
			return []any{x, m, e, whole(i), whole(f), whole(math.Ldexp(x, n)), n, whole(s), whole(c), math.Ilogb(x), math.Signbit(x), math.IsInf(x, small()), math.Nextafter32(float32(x), 1)}
		}},
		{"Lgamma", func() []any {
			x := argument1()
			v, sign := math.Lgamma(x)
			return []any{x, fmt.Sprintf("%.11g", v), sign}
		}},
		{"Jn", func() []any {
			x, n := bessel(argument1()), small()
			return []any{x, n, fmt.Sprintf("%.9g %.9g", math.Jn(n, x), math.Yn(n, x))}
		}},
		{"FMA", func() []any { x, y, z := float(), float(), float(); return []any{x, y, z, whole(math.FMA(x, y, z))} }},
		{"convert", func() []any {
			x := random.NormFloat64() * pick(1, 1000, 1e6, 1e9, 1e18)
			i := integer()
			return []any{x, int64(x), int32(int64(x)), float32(x), float64(i), float32(i), float64(uint64(i)), float32(uint64(i)), uint8(i), int16(i)}
		}},
		z1("cmplx.Sqrt", cmplx.Sqrt), z1("cmplx.Exp", cmplx.Exp), z1("cmplx.Log", cmplx.Log), z1("cmplx.Log10", cmplx.Log10), z1("cmplx.Sin", cmplx.Sin), z1("cmplx.Cos", cmplx.Cos), z1("cmplx.Tan", cmplx.Tan),
		z1("cmplx.Asin", cmplx.Asin), z1("cmplx.Acos", cmplx.Acos), z1("cmplx.Atan", cmplx.Atan), z1("cmplx.Sinh", cmplx.Sinh), z1("cmplx.Cosh", cmplx.Cosh), z1("cmplx.Tanh", cmplx.Tanh),
		z1("cmplx.Asinh", cmplx.Asinh), z1("cmplx.Acosh", cmplx.Acosh), z1("cmplx.Atanh", cmplx.Atanh), z1("cmplx.Cot", cmplx.Cot), z1("cmplx.Conj", cmplx.Conj),
		{"cmplx", func() []any {
			x, y := complex(argument1(), argument1()), complex(argument1(), argument1())
			r, p := cmplx.Polar(x)
			return []any{x, y, z(cmplx.Pow(x, y)), whole(r), whole(p), z(x * y), z(x / y), whole(cmplx.Abs(x)), z(cmplx.Rect(r, p)), cmplx.IsNaN(x), cmplx.IsInf(x)}
		}},
		{"bits", func() []any {
			x, y := uint64(integer()), uint64(integer())
			hi, lo := bits.Mul64(x, y)
			sum, carry := bits.Add64(x, y, x&1)
			diff, borrow := bits.Sub64(x, y, y&1)
			q, r := bits.Div64(pick(hi%(y|1), x), lo, pick(y|1, y))
			return []any{x, y, hi, lo, sum, carry, diff, borrow, q, r, bits.Rem64(x, y, y|1), bits.LeadingZeros64(x), bits.TrailingZeros32(uint32(x)), bits.OnesCount16(uint16(x)), bits.Reverse64(x), bits.ReverseBytes32(uint32(y)),
				bits.RotateLeft8(uint8(x), small()*5), bits.RotateLeft64(x, small()*20), bits.Len(uint(x)), bits.Len8(uint8(y)), bits.TrailingZeros8(uint8(x)), bits.LeadingZeros16(uint16(y)), bits.Reverse16(uint16(x))}
		}},
		{"big.Int", func() []any {
			x, y := wide(), wide()
			var q, m big.Int
			if y.Sign() != 0 {
				q.QuoRem(x, y, &m)
			}
			s := x.Text(2 + random.IntN(61))
			base := pick(0, 2, 10, 36, 62)
			n, ok := new(big.Int).SetString(damaged(s, "_", "-", "z", " "), base)
			f, acc := x.Float64()
			return []any{x, y, new(big.Int).Add(x, y), new(big.Int).Sub(x, y), new(big.Int).Mul(x, y), &q, &m, s, n, ok, x.Cmp(y), x.CmpAbs(y), new(big.Int).And(x, y), new(big.Int).Or(x, y), new(big.Int).Xor(x, y), new(big.Int).Not(x),
				new(big.Int).Lsh(x, uint(random.IntN(70))), new(big.Int).Rsh(x, uint(random.IntN(70))), new(big.Int).GCD(nil, nil, x, y), x.BitLen(), x.TrailingZeroBits(), f, acc, fmt.Sprintf("%x %+d %#o %20d %-20d|%020d", x, x, x, y, y, y),
				new(big.Int).Exp(x, big.NewInt(int64(small())), pick(nil, y)), new(big.Int).Mod(x, new(big.Int).Add(new(big.Int).Abs(y), big.NewInt(1))), x.ProbablyPrime(0)}
		}},
		{"big.Div", func() []any {
			x, y := wide(), pick(wide(), big.NewInt(0))
			d, m := new(big.Int).DivMod(x, y, new(big.Int))
			return []any{x, y, d, m}
		}},
		{"big.ModInverse", func() []any {
			x, y := wide(), wide()
			return []any{x, y, new(big.Int).ModInverse(x, y), new(big.Int).Sqrt(x.Abs(x)), new(big.Int).Binomial(int64(random.IntN(60)), int64(random.IntN(30)))}
		}},
		{"big.Rat", func() []any {
			x, y := wide(), wide()
			r := new(big.Rat).SetFrac(x, y)
			s := new(big.Rat)
			number := pick(r.String(), r.FloatString(5), "1e5", "3/0", "-1.5e-3", "0x1p-2", "1/", text())
			_, ok := new(big.Rat).SetString(number)
			if ok {
				s.SetString(number)
			}
			f, exact := r.Float64()
			return []any{number, r, s, ok, f, exact, r.FloatString(random.IntN(20)), new(big.Rat).Add(r, s), new(big.Rat).Mul(r, s), r.Cmp(s), r.RatString(), r.IsInt()}
		}},
		{"big.Float", func() []any {
			prec := uint(pick(1, 10, 24, 53, 64, 100, 200))
			x, y := new(big.Float).SetPrec(prec).SetInt(wide()), new(big.Float).SetPrec(prec).SetMode(big.RoundingMode(random.IntN(6)))
			_, _, err := y.Parse(pick("1.5", "-0.1", "1e-50", "0x1.8p5", "inf", "1e400", ".5", "x", fmt.Sprint(random.NormFloat64())), pick(0, 10, 16))
			var sum, product big.Float
			sum.SetPrec(prec).Add(x, y)
			product.SetPrec(prec).Mul(x, y)
			f, acc := y.Float64()
			i, iacc := y.Int(nil)
			return []any{x, y, err, sum.Text('g', random.IntN(40)-1), product.Text(pick[byte]('e', 'f', 'g', 'p', 'b', 'x'), random.IntN(20)-1), f, acc, i, iacc, sum.Acc(), x.Cmp(y), fmt.Sprintf("%10.3f|%-12.4g|%+v", x, y, y)}
		}},
	})
}
