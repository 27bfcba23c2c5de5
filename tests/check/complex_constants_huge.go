package main

const (
	big    = 1e600000000i
	square = 1e99999i * 1e99999i
	small  = 1e-600000000i
	sum    = big + 1
	ratio  = big / 1e599999999i // ERROR@15 `constant result is not representable`
	same   = big == sum
)

var (
	x  complex128 = 1e400i // ERROR@18 `cannot use 1e400i \(untyped complex constant \(0 \+ 1e\+400i\)\) as complex128 value in variable declaration \(overflows\)`
	y             = 1e308i * 10 // ERROR@18 `cannot use 1e308i \* 10 \(untyped complex constant \(0 \+ 1e\+309i\)\) as complex128 value in variable declaration \(overflows\)`
	z  complex64  = 1e40i + 1 // ERROR@18 `cannot use 1e40i \+ 1 \(untyped complex constant \(1 \+ 1e\+40i\)\) as complex64 value in variable declaration \(overflows\)`
	s  complex128 = small
	r  complex128 = ratio
	ok            = same
	d             = -big // ERROR@18 `cannot use -big \(untyped complex constant \(0 \+ -1e\+600000000i\)\) as complex128 value in variable declaration \(overflows\)`
	i             = imag(big) // ERROR@18 `cannot use imag\(big\) \(untyped float constant 1e\+600000000\) as float64 value in variable declaration \(overflows\)`
	j             = real(square) // ERROR@18 `cannot use real\(square\) \(untyped float constant -1e\+199998\) as float64 value in variable declaration \(overflows\)`
)

func main() { println(square, s, r, ok) } // ERROR@23 `cannot use square \(untyped complex constant \(-1e\+199998 \+ 0i\)\) as complex128 value in argument to built-in println \(overflows\)`
