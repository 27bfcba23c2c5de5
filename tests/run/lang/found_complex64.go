package main

import (
	"fmt"
	"math"
)

// Products of complex64 are computed in 64-bit parts and rounded once.
func main() {
	a := complex64(complex(0.5, 7.25))
	b := complex64(complex(633.522, 335.180))
	fmt.Println(a*b, -(a * b), a/b)
	a *= b
	fmt.Println(a)

	huge := complex(float32(math.Inf(-1)), 544.774)
	c := complex64(complex(58, -3.4028234e38))
	fmt.Println(huge*c, c*c, c/c)

	type C complex64
	d, e := C(complex(3e38, 3e38)), C(complex(2, -2))
	fmt.Println(d*e, d*d, d/e)

	f := complex(1e308, 1e308)
	fmt.Println(f*complex(2, -2), f/f)
}
