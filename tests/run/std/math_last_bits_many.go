// Functions of package math on arguments of many sizes, to the last bit.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

var state uint64 = 88172645463325252

func random() uint64 {
	state ^= state << 13
	state ^= state >> 7
	state ^= state << 17
	return state
}

func argument(kind int) float64 {
	u := float64(random()>>11) / (1 << 53)
	switch kind {
	case 0:
		return u*2 - 1
	case 1:
		return (u - 0.5) * 10
	case 2:
		return (u - 0.5) * 200
	case 3:
		return math.Ldexp(u+0.5, int(random()%60)-30)
	case 4:
		return -math.Ldexp(u+0.5, int(random()%600)-300)
	case 5:
		return u*1e-3 + 1
	}
	return math.Float64frombits(random())
}

type one struct {
	name string
	f    func(float64) float64
}

type two struct {
	name string
	f    func(x, y float64) float64
}

func main() {
	ones := []one{
		{"Acos", math.Acos}, {"Acosh", math.Acosh}, {"Asin", math.Asin}, {"Asinh", math.Asinh}, {"Atan", math.Atan}, {"Atanh", math.Atanh},
		{"Cbrt", math.Cbrt}, {"Cos", math.Cos}, {"Cosh", math.Cosh}, {"Erf", math.Erf}, {"Erfc", math.Erfc}, {"Erfinv", math.Erfinv},
		{"Exp", math.Exp}, {"Exp2", math.Exp2}, {"Expm1", math.Expm1}, {"Gamma", math.Gamma}, {"J0", math.J0}, {"J1", math.J1},
		{"Log", math.Log}, {"Log10", math.Log10}, {"Log1p", math.Log1p}, {"Log2", math.Log2}, {"Sin", math.Sin}, {"Sinh", math.Sinh},
		{"Sqrt", math.Sqrt}, {"Tan", math.Tan}, {"Tanh", math.Tanh}, {"Y0", math.Y0}, {"Y1", math.Y1},
		{"Lgamma", func(x float64) float64 {
			r, sign := math.Lgamma(x)
			return r * float64(sign)
		}},
		{"Jn", func(x float64) float64 { return math.Jn(int(random()%13)-6, x) }},
		{"Yn", func(x float64) float64 { return math.Yn(int(random()%13)-6, x) }},
		{"complex Tan", func(x float64) float64 { return real(cmplx.Tan(complex(x, 1-x))) }},
		{"complex Asin", func(x float64) float64 { return imag(cmplx.Asin(complex(x, 1-x))) }},
	}
	twos := []two{{"Atan2", math.Atan2}, {"Pow", math.Pow}, {"Mod", math.Mod}, {"Remainder", math.Remainder}, {"Hypot", math.Hypot}}
	const count = 300
	show := func(name string, f func(kind int) float64) {
		fmt.Print(name)
		for kind := range 7 {
			sum := uint64(0)
			for range count {
				bits := uint64(1)
				if r := f(kind); r == r {
					bits = math.Float64bits(r)
				}
				sum = sum*1099511628211 ^ bits
			}
			fmt.Printf(" %x", sum)
		}
		fmt.Println()
	}
	for _, o := range ones {
		show(o.name, func(kind int) float64 { return o.f(argument(kind)) })
	}
	for _, t := range twos {
		show(t.name, func(kind int) float64 { return t.f(argument(kind), argument(int(random()%7))) })
	}
	// Where digits that are nearly all zeros stand behind the period.
	for _, x := range []float64{6381956970095103 * 0x1p797, 0x1p1000, 5.319372648326541e255} {
		fmt.Println(math.Sin(x), math.Cos(x), math.Tan(x))
	}
	for _, x := range []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 1, -1, 2, 0x1p-60, -0x1p-60, 0x1p60, -0x1p60, 30, -7} {
		for _, o := range ones {
			fmt.Print(o.f(x), " ")
		}
		fmt.Println()
	}
}
