// Exponents have 32 bits, of the value in powers of two; what the exponent's digits say has 64.
package p

const (
	a = 1e646456992
	b = 1e646456993 // ERROR@6 `malformed constant: 1e646456993`
	c = 9e646456992 // ERROR@6 `malformed constant: 9e646456992`
	d = 0x1p2147483646
	e = 0x1p2147483647 // ERROR@6 `malformed constant: 0x1p2147483647`
	f = 0x1p-2147483649
	g = 0x1p-2147483650 // ERROR@6 `malformed constant: 0x1p-2147483650`
	h = 0x0.00001p-2147483631 // ERROR@6 `malformed constant: 0x0\.00001p-2147483631`
	i = 1e-2147483640
	j = 1e-2147483658 // ERROR@6 `malformed constant: 1e-2147483658`
	k = 0e2147483650
	l = 0e99999999999999999999 // ERROR@6 `malformed constant: 0e99999999999999999999`
	m = 1e-99999999999999999999i // ERROR@6 `malformed constant: 1e-99999999999999999999i`
)

// One quotient overflows the 64 bits in which gc computes it.
const (
	n       = -9223372036854775808 / -1
	o int64 = n / -1
	p int8  = -128 / -1 // ERROR@12 `cannot use -128 / -1 \(untyped int constant 128\) as int8 value in constant declaration \(overflows\)`
)
