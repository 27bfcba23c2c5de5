// Statements that the specification refuses: expression statements, sends, IncDec, assignments.
package p

import "fmt"

type T struct{ x int }

func (T) M()      {}
func (T) N() int  { return 1 }
func two() (int, int) { return 1, 2 }
func none()       {}

func expressionStatements(x int, f func(), p *int, s []int, c chan int, m map[string]int, e error) {
	x // ERROR@2 `x \(variable of type int\) is not used`
	x == 1 // ERROR@2 `x == 1 \(untyped bool value\) is not used`
	-x // ERROR@2 `-x \(value of type int\) is not used`
	!true // ERROR@2 `!true \(untyped bool constant false\) is not used`
	*p // ERROR@2 `\*p \(variable of type int\) is not used`
	&x // ERROR@2 `&x \(value of type \*int\) is not used`
	s[0] // ERROR@2 `s\[0\] \(variable of type int\) is not used`
	s[:] // ERROR@3 `s\[:\] \(value of type \[\]int\) is not used`
	m["a"] // ERROR@2 `m\["a"\] \(map index expression of type int\) is not used`
	e.(interface{ M() }) // ERROR@2 `e\.\(interface\{M\(\)\}\) \(comma, ok expression of type interface\{M\(\)\}\) is not used`
	T{} // ERROR@2 `T\{\} \(value of struct type T\) is not used`
	T{}.x // ERROR@2 `T\{\}\.x \(value of type int\) is not used`
	T{}.M // ERROR@2 `T\{\}\.M \(value of type func\(\)\) is not used`
	T.N // ERROR@2 `T\.N \(value of type func\(T\) int\) is not used`
	(T{}.N) // ERROR@2 `\(T\{\}\.N\) \(value of type func\(\) int\) is not used`
	func() {} // ERROR@2 `func\(\) \{\} \(value of type func\(\)\) is not used`
	"s" // ERROR@2 `"s" \(untyped string constant\) is not used`
	1 // ERROR@2 `1 \(untyped int constant\) is not used`
	nil // ERROR@2 `nil is not used`
	int // ERROR@2 `int \(type\) is not an expression`
	fmt // ERROR@2 `use of package fmt not in selector`
	fmt.Println // ERROR@2 `fmt\.Println \(value of type func\(a \.\.\.any\) \(n int, err error\)\) is not used`
	int(3) // ERROR@2 `int\(3\) \(constant 3 of type int\) is not used`
	string(rune(x)) // ERROR@2 `string\(rune\(x\)\) \(value of type string\) is not used`
	[]int{} // ERROR@2 `\[\]int\{\} \(value of type \[\]int\) is not used`
	append(s, 1) // ERROR@2 `append\(s, 1\) \(value of type \[\]int\) is not used`
	cap(s) // ERROR@2 `cap\(s\) \(value of type int\) is not used`
	complex(1, 2) // ERROR@2 `complex\(1, 2\) \(untyped complex constant \(1 \+ 2i\)\) is not used`
	imag(1i) // ERROR@2 `imag\(1i\) \(untyped float constant 1\) is not used`
	len(s) // ERROR@2 `len\(s\) \(value of type int\) is not used`
	make([]int, 1) // ERROR@2 `make\(\[\]int, 1\) \(value of type \[\]int\) is not used`
	new(int) // ERROR@2 `new\(int\) \(value of type \*int\) is not used`
	real(1i) // ERROR@2 `real\(1i\) \(untyped float constant 0\) is not used`
	min(1, 2) // ERROR@2 `min\(1, 2\) \(untyped int constant 1\) is not used`
	max(1, x) // ERROR@2 `max\(1, x\) \(value of type int\) is not used`
	(append(s)) // ERROR@2 `\(append\(s\)\) \(value of type \[\]int\) is not used`
	<-c
	(<-c)
	f()
	(f)()
	(f())
	T{}.N()
	copy(s, s)
	recover()
	clear(m)
}

func sends(c chan int, r <-chan int, s chan<- int, x any, n int, e chan error) {
	c <- "a" // ERROR@7 `cannot use "a" \(untyped string constant\) as int value in send`
	c <- 1.5 // ERROR@7 `cannot use 1\.5 \(untyped float constant\) as int value in send \(truncated\)`
	c <- 1.0
	c <- nil // ERROR@7 `cannot use nil as int value in send`
	r <- 1 // ERROR@2 `invalid operation: cannot send to receive-only channel <-chan int r \(variable of type <-chan int\)`
	s <- n
	n <- 1 // ERROR@2 `invalid operation: cannot send to non-channel int n \(variable of type int\)`
	x <- 1 // ERROR@2 `invalid operation: cannot send to non-channel any x \(variable of interface type any\)`
	e <- nil
	e <- n // ERROR@7 `cannot use n \(variable of type int\) as error value in send: int does not implement error \(missing method Error\)`
	c <- two() // ERROR@7 `multiple-value two\(\) \(value of type \(int, int\)\) in single-value context`
	c <- none() // ERROR@7 `none\(\) \(no value\) used as value`
	c <- int8(1) // ERROR@7 `cannot use int8\(1\) \(constant 1 of type int8\) as int value in send`
}

func incDec(x int, s string, p *int, b bool, m map[string]int, ms map[string]T, f func() int, arr [2]int, ifc any) {
	s++ // ERROR@2 `invalid operation: s\+\+ \(non-numeric type string\)`
	b-- // ERROR@2 `invalid operation: b-- \(non-numeric type bool\)`
	p++ // ERROR@2 `invalid operation: p\+\+ \(non-numeric type \*int\)`
	*p++
	f()++ // ERROR@2 `cannot assign to f\(\) \(neither addressable nor a map index expression\)`
	1++ // ERROR@2 `cannot assign to 1 \(neither addressable nor a map index expression\)`
	m["a"]++
	ms["a"].x++ // ERROR@2 `cannot assign to struct field ms\["a"\]\.x in map`
	ifc++ // ERROR@2 `invalid operation: ifc\+\+ \(non-numeric type any\)`
	T{}.x++ // ERROR@2 `cannot assign to T\{\}\.x \(neither addressable nor a map index expression\)`
	arr[1]--
	(x)++
	x--
	const c = 1
	c++ // ERROR@2 `cannot assign to c \(neither addressable nor a map index expression\)`
	"abc"[0]++ // ERROR@2 `cannot assign to "abc"\[0\] \(neither addressable nor a map index expression\)`
	s[0]++ // ERROR@2 `cannot assign to s\[0\] \(neither addressable nor a map index expression\)`
	_++ // ERROR@2 `cannot use _ as value or type`
}

func assignments(x int, s string, m map[string]T, p *T, f func() int, a [2]int, pa *[2]int, e any) {
	1 = x // ERROR@2 `cannot assign to 1 \(neither addressable nor a map index expression\)`
	x + 1 = x // ERROR@2 `cannot assign to x \+ 1 \(neither addressable nor a map index expression\)`
	f() = 1 // ERROR@2 `cannot assign to f\(\) \(neither addressable nor a map index expression\)`
	"a"[0] = 'b' // ERROR@2 `cannot assign to "a"\[0\] \(neither addressable nor a map index expression\)`
	s[0] = 'a' // ERROR@2 `cannot assign to s\[0\] \(neither addressable nor a map index expression\)`
	m["a"].x = 1 // ERROR@2 `cannot assign to struct field m\["a"\]\.x in map`
	m["a"] = T{}
	p.x = 1
	T{}.x = 1 // ERROR@2 `cannot assign to T\{\}\.x \(neither addressable nor a map index expression\)`
	(T{}).x = 1 // ERROR@2 `cannot assign to \(T\{\}\)\.x \(neither addressable nor a map index expression\)`
	(&T{}).x = 1
	p.M = nil // ERROR@2 `cannot assign to p\.M \(neither addressable nor a map index expression\)`
	[2]int{}[0] = 1 // ERROR@2 `cannot assign to \[2\]int\{\}\[0\] \(neither addressable nor a map index expression\)`
	[]int{1}[0] = 1
	pa[0] = 1
	f = nil
	none = nil // ERROR@2 `cannot assign to none \(neither addressable nor a map index expression\)`
	T = 3 // ERROR@2 `T \(type\) is not an expression`
	nil = nil // ERROR@2 `cannot assign to nil \(neither addressable nor a map index expression\)`
	true = false // ERROR@2 `cannot assign to true \(neither addressable nor a map index expression\)`
	_ = nil // ERROR@6 `use of untyped nil in assignment to _ identifier`
	_ = x
	x = _ // ERROR@6 `cannot use _ as value or type`
	_ = two() // ERROR@6 `assignment mismatch: 1 variable but two returns 2 values`
	_, _ = two()
	x, _ = 1 // ERROR@9 `assignment mismatch: 2 variables but 1 value`
	x, x = 1, 2, 3 // ERROR@9 `assignment mismatch: 2 variables but 3 values`
	x, x = two(), 1 // ERROR@9 `multiple-value two\(\) \(value of type \(int, int\)\) in single-value context`
	x = two() // ERROR@6 `assignment mismatch: 1 variable but two returns 2 values`
	x, s = two() // ERROR@9 `cannot use 2nd function result \(value of type int\) as string value in multiple assignment`
	x = none() // ERROR@6 `none\(\) \(no value\) used as value`
	x = "a" // ERROR@6 `cannot use "a" \(untyped string constant\) as int value in assignment`
	x = 1.5 // ERROR@6 `cannot use 1\.5 \(untyped float constant\) as int value in assignment \(truncated\)`
	x = 1e2
	x = 1 << 70 // ERROR@6 `cannot use 1 << 70 \(untyped int constant 1180591620717411303424\) as int value in assignment \(overflows\)`
	s = 'a' // ERROR@6 `cannot use 'a' \(untyped rune constant 97\) as string value in assignment`
	s = 65 // ERROR@6 `cannot use 65 \(untyped int constant\) as string value in assignment`
	e = none
	e = none() // ERROR@6 `none\(\) \(no value\) used as value`
	e = fmt // ERROR@6 `use of package fmt not in selector`
	e = int // ERROR@6 `int \(type\) is not an expression`
	x, e = e.(int)
	x, e = e.(string) // ERROR@9 `cannot use e\.\(string\) \(comma, ok expression of type string\) as int value in multiple assignment`
	*p = T{}
	*x = 1 // ERROR@3 `invalid operation: cannot indirect x \(variable of type int\)`
	&x = nil // ERROR@2 `cannot assign to &x \(neither addressable nor a map index expression\)`
	const c = 1
	c = 2 // ERROR@2 `cannot assign to c \(neither addressable nor a map index expression\)`
	x.y = 1 // ERROR@4 `x\.y undefined \(type int has no field or method y\)`
	undefined = 1 // ERROR@2 `undefined: undefined`
	a = [3]int{} // ERROR@6 `cannot use \[3\]int\{\} \(value of type \[3\]int\) as \[2\]int value in assignment`
	a = [...]int{1, 2}
	len(s) = 1 // ERROR@2 `cannot assign to len\(s\) \(neither addressable nor a map index expression\)`
	func() {} = nil // ERROR@2 `cannot assign to func\(\) \{\} \(neither addressable nor a map index expression\)`
}

func operators(x int, s string, b bool, f float64, u uint8, sl []int, e any) {
	x += "a" // ERROR@2 `invalid operation: x \+= "a" \(mismatched types int and untyped string\)`
	s += 1 // ERROR@2 `invalid operation: s \+= 1 \(mismatched types string and untyped int\)`
	s -= "a" // ERROR@2 `invalid operation: operator - not defined on s \(variable of type string\)`
	b += true // ERROR@2 `invalid operation: operator \+ not defined on b \(variable of type bool\)`
	f %= 2 // ERROR@2 `invalid operation: operator % not defined on f \(variable of type float64\)`
	f <<= 1 // ERROR@2 `invalid operation: shifted operand f \(variable of type float64\) must be integer`
	x <<= 1.5 // ERROR@8 `1\.5 \(untyped float constant\) truncated to uint`
	x <<= 1.0
	x <<= -1 // ERROR@8 `invalid operation: negative shift count -1 \(untyped int constant\)`
	x >>= "a" // ERROR@8 `cannot convert "a" \(untyped string constant\) to type uint`
	u += 256 // ERROR@7 `256 \(untyped int constant\) overflows uint8`
	u += 255
	u <<= 10
	x /= 0 // ERROR@7 `invalid operation: division by zero`
	f /= 0
	x += f // ERROR@2 `invalid operation: x \+= f \(mismatched types int and float64\)`
	x += u // ERROR@2 `invalid operation: x \+= u \(mismatched types int and uint8\)`
	sl += sl // ERROR@2 `invalid operation: operator \+ not defined on sl \(variable of type \[\]int\)`
	e += 1 // ERROR@2 `invalid operation: e \+= 1 \(mismatched types any and untyped int\)`
	_ += 1 // ERROR@2 `cannot use _ as value or type`
	x &^= 1
	x =+ 1
	x = +1
	x := 1 // ERROR@4 `no new variables on left side of :=`
	x += none() // ERROR@7 `none\(\) \(no value\) used as value`
	x += two() // ERROR@7 `multiple-value two\(\) \(value of type \(int, int\)\) in single-value context`
	1 += 1 // ERROR@2 `cannot assign to 1 \(neither addressable nor a map index expression\)`
}
