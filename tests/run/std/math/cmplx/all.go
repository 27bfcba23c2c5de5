// Package math/cmplx, every function, on ordinary values, on branch cuts, on infinities and NaNs.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

func main() {
	functions := []struct {
		name string
		f    func(complex128) complex128
	}{
		{"Acos", cmplx.Acos}, {"Acosh", cmplx.Acosh}, {"Asin", cmplx.Asin}, {"Asinh", cmplx.Asinh}, {"Atan", cmplx.Atan}, {"Atanh", cmplx.Atanh},
		{"Conj", cmplx.Conj}, {"Cos", cmplx.Cos}, {"Cosh", cmplx.Cosh}, {"Cot", cmplx.Cot}, {"Exp", cmplx.Exp}, {"Log", cmplx.Log}, {"Log10", cmplx.Log10},
		{"Sin", cmplx.Sin}, {"Sinh", cmplx.Sinh}, {"Sqrt", cmplx.Sqrt}, {"Tan", cmplx.Tan}, {"Tanh", cmplx.Tanh},
	}
	nan, inf, minusZero := math.NaN(), math.Inf(1), math.Copysign(0, -1)
	parts := []float64{0, minusZero, 1, -1, 0.5, -2.25, 1e-10, 30, 710, inf, -inf, nan}
	for _, f := range functions {
		fmt.Println(f.name)
		for _, re := range parts {
			for _, im := range parts {
				fmt.Printf("%.12g ", f.f(complex(re, im)))
			}
			fmt.Println()
		}
	}
	for _, re := range parts {
		for _, im := range parts {
			z := complex(re, im)
			r, theta := cmplx.Polar(z)
			fmt.Printf("%.12g %.12g %.12g %.12g %t %t %.12g; ", cmplx.Abs(z), cmplx.Phase(z), r, theta, cmplx.IsInf(z), cmplx.IsNaN(z), cmplx.Rect(re, im))
		}
		fmt.Println()
	}
	exponents := []complex128{0, 1, -1, 2, 0.5, 1i, -1 + 1i, complex(inf, 0), complex(nan, 0)}
	for _, x := range []complex128{0, 1, -1, 2i, 3 - 4i, complex(minusZero, 0), complex(inf, 1), complex(0, nan)} {
		for _, y := range exponents {
			fmt.Printf("%s ", power(x, y))
		}
		fmt.Println()
	}
	fmt.Println(cmplx.Inf(), cmplx.NaN(), cmplx.IsInf(cmplx.Inf()), cmplx.IsNaN(cmplx.NaN()))
}

func power(x, y complex128) (text string) {
	defer func() {
		if why := recover(); why != nil {
			text = fmt.Sprint(why)
		}
	}()
	return fmt.Sprintf("%.12g", cmplx.Pow(x, y))
}
