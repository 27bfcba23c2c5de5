// Functions of package math to the last bit, at the edges too: as Go's assembly and Cephes have them.
package main

import (
	"fmt"
	"math"
)

func main() {
	for _, x := range []float64{5e-324, 1e-323, 1e-310, 2.2250738585072009e-308, 2.2250738585072014e-308, math.Sqrt2 / 2, math.Sqrt2, math.Nextafter(math.Sqrt2/2, 0), 1, 0.1, 1e300, math.MaxFloat64, 0, math.Copysign(0, -1), -5e-324, math.Inf(1), math.Inf(-1), math.NaN()} {
		fmt.Println(x, math.Log(x), math.Log2(x), math.Log10(x), math.Log1p(x), math.Pow(x, 0.3), math.Exp(math.Log(x)), math.Asinh(x), math.Acosh(x), math.Atanh(x), math.Gamma(x), math.Cbrt(x), math.Sqrt(x), math.Exp2(x), math.Expm1(x))
		g, s := math.Lgamma(x)
		fmt.Println(g, s, math.Hypot(x, x), math.Logb(x), math.Sinh(x), math.Tanh(x), math.Erfinv(x))
	}
}
