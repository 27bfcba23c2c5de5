// Package math: Bessel and error functions, the remaining constants, neighbours of float32.
package main

import (
	"fmt"
	"math"
)

func main() {
	fmt.Println(math.Ln10, math.Log10E, math.SqrtE, math.SqrtPhi, math.SqrtPi, math.Phi, math.Ln2, math.Log2E, math.E, math.Pi, math.Sqrt2)
	fmt.Println(math.MaxInt16, math.MinInt16, math.MaxUint8, math.MaxUint16, uint64(math.MaxUint), math.MaxInt, math.MinInt64, math.MaxUint32)
	values := []float64{0, math.Copysign(0, -1), 0.5, -0.5, 1, 1.9, 2, 2.5, 5, 20, 1e-300, 1e10, 1e300, -3, math.Inf(1), math.Inf(-1), math.NaN()}
	for _, x := range values {
		fmt.Printf("%.14g: erf %.14g %.14g inverse %.14g\n", x, math.Erfc(x), math.Erf(x), math.Erfcinv(x))
		fmt.Printf("  J %.12g %.12g %.12g %.12g %.12g Y %.12g %.12g %.12g %.12g\n", math.J0(x), math.J1(x), math.Jn(0, x), math.Jn(3, x), math.Jn(-2, x), math.Y0(x), math.Y1(x), math.Yn(2, x), math.Yn(-3, x))
		sin, cos := math.Sincos(x)
		fmt.Printf("  %.14g %.14g %d %.14g\n", sin, cos, math.Ilogb(x), math.Logb(x))
		for _, y := range []float64{0, math.Copysign(0, -1), math.Inf(1), math.NaN(), 1} {
			fmt.Print(" ", math.Min(x, y), math.Max(x, y), math.Dim(x, y), math.Nextafter32(float32(x), float32(y)), math.Nextafter(x, y))
		}
		fmt.Println()
	}
	for _, b := range []uint32{0, 1, 0x3f800000, 0x7f800000, 0xff800001, 0x80000000, 0xffffffff} {
		f := math.Float32frombits(b)
		fmt.Printf("%g %x %t ", f, math.Float32bits(f), math.IsNaN(float64(f)))
	}
	fmt.Println()
}
