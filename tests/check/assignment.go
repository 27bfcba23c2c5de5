// Assignments and initialisations.
package p

func two() (int, string) { panic(0) }
func none() { panic(0) }

type S struct{ x int }

func f(m map[string]S, c chan int) {
	var a int = "a" // ERROR@14 `cannot use "a" \(untyped string constant\) as int value in variable declaration`
	var b string = 1 // ERROR@17 `cannot use 1 \(untyped int constant\) as string value in variable declaration`
	var i8 int8 = 300 // ERROR@16 `cannot use 300 \(untyped int constant\) as int8 value in variable declaration \(overflows\)`
	var u uint = -1 // ERROR@15 `cannot use -1 \(untyped int constant\) as uint value in variable declaration \(overflows\)`
	var t int = 1.5 // ERROR@14 `cannot use 1\.5 \(untyped float constant\) as int value in variable declaration \(truncated\)`
	a, b = two()
	a, b = 1 // ERROR@9 `assignment mismatch: 2 variables but 1 value`
	a = two() // ERROR@6 `assignment mismatch: 1 variable but two returns 2 values`
	a, b, i8 = two() // ERROR@13 `assignment mismatch: 3 variables but two returns 2 values`
	a = none() // ERROR@6 `none\(\) \(no value\) used as value`
	x, y := two() // ERROR@2 `declared and not used: x`
	x, z := two()
	x, y = 1, "b"
	x := 3 // ERROR@4 `no new variables on left side of :=`
	1 = a // ERROR@2 `cannot assign to 1 \(neither addressable nor a map index expression\)`
	f = nil // ERROR@2 `cannot assign to f \(neither addressable nor a map index expression\)`
	m["a"].x = 1 // ERROR@2 `cannot assign to struct field m\["a"\]\.x in map`
	m["a"] = S{}
	_ = nil // ERROR@6 `use of untyped nil in assignment to _ identifier`
	var n = nil // ERROR@10 `use of untyped nil in variable declaration`
	n2 := nil // ERROR@8 `use of untyped nil in assignment`
	a += "s" // ERROR@2 `invalid operation: a \+= "s" \(mismatched types int and untyped string\)`
	a++
	b++ // ERROR@2 `invalid operation: b\+\+ \(non-numeric type string\)`
	_ = a
	c <- "x" // ERROR@7 `cannot use "x" \(untyped string constant\) as int value in send`
	c <- 1.0
	_, _, _, _, _, _, _ = u, t, i8, n, n2, z, y
	q, q := 1, 2 // ERROR@5 `q repeated on left side of :=`
	_ = q
	var p *int = nil
	p = 0 // ERROR@6 `cannot use 0 \(untyped int constant\) as \*int value in assignment`
	*p = "s" // ERROR@7 `cannot use "s" \(untyped string constant\) as int value in assignment`
	var e error = p // ERROR@16 `cannot use p \(variable of type \*int\) as error value in variable declaration: \*int does not implement error \(missing method Error\)`
	e = 5 // ERROR@6 `cannot use 5 \(constant of type int\) as error value in assignment: int does not implement error \(missing method Error\)`
	var any1 any = none
	any1 = none() // ERROR@9 `none\(\) \(no value\) used as value`
	const k = 1
	k = 2 // ERROR@2 `cannot assign to k \(neither addressable nor a map index expression\)`
	_ = a == b // ERROR@11 `invalid operation: a == b \(mismatched types int and string\)`
	var arr [3]int
	arr[5] = 1 // ERROR@6 `invalid argument: index 5 out of bounds \[0:3\]`
	var s []int = arr // ERROR@16 `cannot use arr \(variable of type \[3\]int\) as \[\]int value in variable declaration`
	_ = s
	var unused int // ERROR@6 `declared and not used: unused`
	unused2 := 1 // ERROR@2 `declared and not used: unused2`
	unused3, ok := 1, true // ERROR `declared and not used: unused3` `declared and not used: ok`
	var fn func(int) = func(s string) {} // ERROR@21 `cannot use func\(s string\) \{\} \(value of type func\(s string\)\) as func\(int\) value in variable declaration`
	_ = fn
	_ = any1
	_ = e
}
