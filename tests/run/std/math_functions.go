package main

import (
	"fmt"
	"math"
	"math/bits"
)

func main() {
	xs := []float64{0, 0.1, 0.5, 1, 1.5, 2, 3.7, 10, 100.25, 1e10, -0.3, -2.5, 1e-9, 12345.678, math.Inf(1), math.NaN()}
	fs := map[string]func(float64) float64{"sin": math.Sin, "cos": math.Cos, "tan": math.Tan, "asin": math.Asin, "acos": math.Acos,
		"atan": math.Atan, "sinh": math.Sinh, "cosh": math.Cosh, "tanh": math.Tanh, "exp": math.Exp, "exp2": math.Exp2, "log": math.Log, "log2": math.Log2,
		"log10": math.Log10, "sqrt": math.Sqrt, "cbrt": math.Cbrt, "floor": math.Floor, "ceil": math.Ceil, "trunc": math.Trunc, "round": math.Round,
		"even": math.RoundToEven, "abs": math.Abs, "log1p": math.Log1p, "expm1": math.Expm1, "erf": math.Erf}
	for _, name := range []string{"sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "exp2", "log", "log2", "log10", "sqrt", "cbrt", "floor", "ceil", "trunc", "round", "even", "abs", "log1p", "expm1", "erf"} {
		fmt.Print(name)
		for _, x := range xs {
			fmt.Print(" ", fs[name](x))
		}
		fmt.Println()
	}
	for _, x := range xs {
		for _, y := range []float64{0, 0.5, 2, -3, 1.7} {
			fmt.Print(math.Pow(x, y), " ", math.Atan2(x, y), " ", math.Hypot(x, y), " ", math.Mod(x, y), " ", math.Max(x, y), " ", math.Dim(x, y), " ")
		}
		a, b := math.Modf(x)
		f, e := math.Frexp(x)
		fmt.Println(a, b, f, e, math.Ldexp(0.75, 5), math.Signbit(x), math.Float64bits(x), math.IsNaN(x), math.IsInf(x, 0))
	}
	fmt.Println(math.MaxInt64, math.Pi, math.E, math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxUint32, uint64(math.MaxUint64), math.Pow10(23), math.Pow10(-5))
	fmt.Println(bits.Len(1000), bits.OnesCount(255), bits.TrailingZeros(8), bits.LeadingZeros64(1), bits.Reverse8(3), bits.RotateLeft32(1, 31))
	hi, lo := bits.Mul64(1<<63, 6)
	q, r := bits.Div64(1, 0, 3)
	s, c := bits.Add64(1<<63, 1<<63, 1)
	fmt.Println(hi, lo, q, r, s, c)
	fmt.Println(math.Gamma(5), math.Nextafter(1, 2), math.FMA(2, 3, 4), math.Remainder(10, 3), math.Cbrt(27), math.Sin(1e15), math.Cos(1e300))
}
