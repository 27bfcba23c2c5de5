// Constants.
package p

const (
	big  = 1 << 100
	a    = big
	b int = big // ERROR@10 `cannot use big \(untyped int constant 1267650600228229401496703205376\) as int value in constant declaration \(overflows\)`
	c int8 = 128 // ERROR@11 `cannot use 128 \(untyped int constant\) as int8 value in constant declaration \(overflows\)`
	d uint8 = -1 // ERROR@12 `cannot use -1 \(untyped int constant\) as uint8 value in constant declaration \(overflows\)`
	e = 1 / 0 // ERROR@10 `invalid operation: division by zero`
	f = "a" + 1 // ERROR@6 `invalid operation: "a" \+ 1 \(mismatched types untyped string and untyped int\)`
	g = len([3]int{})
	h = len("abc")
	fl float32 = 1e100 // ERROR@15 `cannot use 1e100 \(untyped float constant 1e\+100\) as float32 value in constant declaration \(overflows\)`
	j = 5 % 0 // ERROR@10 `invalid operation: division by zero`
	k = x // ERROR@6 `x \(variable of type int\) is not constant`
	l = g2() // ERROR@6 `g2\(\) \(value of type int\) is not constant`
	m, n = 1 // ERROR@5 `missing init expr for n`
	o = 1, 2 // ERROR@9 `extra init expr 2`
	i2 int = 1.5 // ERROR@11 `cannot use 1\.5 \(untyped float constant\) as int value in constant declaration \(truncated\)`
	r rune = 'a'
	str string = 'a' // ERROR@15 `cannot use 'a' \(untyped rune constant 97\) as string value in constant declaration`
	bo bool = 1 // ERROR@12 `cannot use 1 \(untyped int constant\) as bool value in constant declaration`
	cx complex64 = 1 + 2i
	cy float64 = 1 + 2i // ERROR@15 `cannot use 1 \+ 2i \(untyped complex constant \(1 \+ 2i\)\) as float64 value in constant declaration \(overflows\)`
	cz float64 = 1 + 0i
	sh = 1.0 << 3
	neg = 1 << -1 // ERROR@13 `invalid operation: negative shift count -1 \(untyped int constant\)`
	nn *int = nil // ERROR@5 `invalid constant type \*int`
	ff func() = nil // ERROR@9 `invalid constant type func\(\)`
	uu = ^uint8(0)
	vv = -uint8(1) // ERROR@7 `-uint8\(1\) \(constant -1 of type uint8\) overflows uint8`
	ww = int8(200) // ERROR@12 `constant 200 overflows int8`
	xx = uint(1.5) // ERROR@12 `cannot convert 1\.5 \(untyped float constant\) to type uint`
	yy = string(65)
	zz = []int{1} // ERROR@7 `\[\]int\{…\} \(value of type \[\]int\) is not constant`
)

var x = 1

func g2() int { panic(0) }

const iota2 = iota
const typed int64 = 1 << 63 // ERROR@21 `cannot use 1 << 63 \(untyped int constant 9223372036854775808\) as int64 value in constant declaration \(overflows\)`

var v1 = big // ERROR@10 `cannot use big \(untyped int constant 1267650600228229401496703205376\) as int value in variable declaration \(overflows\)`
var v2 float64 = big
var v3 = 10000000000000000000 // ERROR@10 `cannot use 10000000000000000000 \(untyped int constant\) as int value in variable declaration \(overflows\)`
var v4 int32 = 3000000000 // ERROR@16 `cannot use 3000000000 \(untyped int constant\) as int32 value in variable declaration \(overflows\)`
