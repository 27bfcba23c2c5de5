// Sines and their kind on many arguments, to the last bit.
package main

import (
	"fmt"
	"hash/fnv"
	"math"
)

func main() {
	functions := []struct {
		name string
		f    func(float64) float64
	}{
		{"Sin", math.Sin}, {"Cos", math.Cos}, {"Tan", math.Tan}, {"Asin", math.Asin}, {"Acos", math.Acos}, {"Atan", math.Atan},
		{"Sinh", math.Sinh}, {"Cosh", math.Cosh}, {"Tanh", math.Tanh}, {"Asinh", math.Asinh}, {"Acosh", math.Acosh}, {"Atanh", math.Atanh},
		{"Exp", math.Exp}, {"Exp2", math.Exp2}, {"Expm1", math.Expm1}, {"Log", math.Log}, {"Log2", math.Log2}, {"Log10", math.Log10},
		{"Log1p", math.Log1p}, {"Cbrt", math.Cbrt}, {"Sqrt", math.Sqrt}, {"Gamma", math.Gamma}, {"Erfinv", math.Erfinv},
	}
	for _, fn := range functions {
		h := fnv.New64()
		x := 1e-5
		for i := range 4000 {
			x *= 1.0057
			if i%7 == 0 {
				x = -x
			}
			v := fn.f(x)
			if i%8 == 0 {
				v = fn.f(math.Mod(x, 1))
			}
			if v != v {
				v = 7
			}
			fmt.Fprintf(h, "%x", math.Float64bits(v))
		}
		fmt.Printf("%s %x\n", fn.name, h.Sum64())
	}
}
