// Operators, comparisons, conversions and constant expressions as errors; instantiation and inference that fails.
package p

import (
	"fmt"
	"unsafe"
)

type (
	MyInt int
	F     func()
	S     struct{ f []int }
	N     struct{ a, b int }
)

func ops(i int, i8 int8, u uint, f float64, s string, b bool, p *int, c complex128, fn F, sl []int, m map[int]int, e error, a any, st S, n N, ch chan int, mi MyInt) {
	_ = i + i8 // ERROR@6 `invalid operation: i \+ i8 \(mismatched types int and int8\)`
	_ = i + f // ERROR@6 `invalid operation: i \+ f \(mismatched types int and float64\)`
	_ = i + mi // ERROR@6 `invalid operation: i \+ mi \(mismatched types int and MyInt\)`
	_ = i + s // ERROR@6 `invalid operation: i \+ s \(mismatched types int and string\)`
	_ = s - s // ERROR@6 `invalid operation: operator - not defined on s \(variable of type string\)`
	_ = f % f // ERROR@6 `invalid operation: operator % not defined on f \(variable of type float64\)`
	_ = f & f // ERROR@6 `invalid operation: operator & not defined on f \(variable of type float64\)`
	_ = c % c // ERROR@6 `invalid operation: operator % not defined on c \(variable of type complex128\)`
	_ = b + b // ERROR@6 `invalid operation: operator \+ not defined on b \(variable of type bool\)`
	_ = p + 1 // ERROR@6 `invalid operation: p \+ 1 \(mismatched types \*int and untyped int\)`
	_ = !i // ERROR@7 `invalid operation: operator ! not defined on i \(variable of type int\)`
	_ = -s // ERROR@7 `invalid operation: operator - not defined on s \(variable of type string\)`
	_ = ^f // ERROR@7 `invalid operation: operator \^ not defined on f \(variable of type float64\)`
	_ = -b // ERROR@7 `invalid operation: operator - not defined on b \(variable of type bool\)`
	_ = +s // ERROR@7 `invalid operation: operator \+ not defined on s \(variable of type string\)`
	_ = &5 // ERROR@7 `invalid operation: cannot take address of 5 \(untyped int constant\)`
	_ = &i8
	_ = &(i + 1) // ERROR@8 `invalid operation: cannot take address of i \+ 1 \(value of type int\)`
	_ = &f2() // ERROR@7 `invalid operation: cannot take address of f2\(\) \(value of type int\)`
	_ = *i // ERROR@7 `invalid operation: cannot indirect i \(variable of type int\)`
	_ = *nil // ERROR@7 `invalid operation: cannot indirect nil`
	_ = <-i // ERROR@8 `invalid operation: cannot receive from non-channel int i \(variable of type int\)`
	_ = i && b // ERROR@6 `invalid operation: i && b \(mismatched types int and bool\)`
	_ = b || 1 // ERROR@6 `invalid operation: b \|\| 1 \(mismatched types bool and untyped int\)`
	_ = i / 0 // ERROR@10 `invalid operation: division by zero`
	_ = f / 0
	_ = i % 0 // ERROR@10 `invalid operation: division by zero`
	_ = i / 0.0 // ERROR@10 `invalid operation: division by zero`
	_ = c / 0
	_ = i << f // ERROR@11 `invalid operation: shift count f \(variable of type float64\) must be integer`
	_ = i << 1.5 // ERROR@11 `1\.5 \(untyped float constant\) truncated to uint`
	_ = i << -1 // ERROR@11 `invalid operation: negative shift count -1 \(untyped int constant\)`
	_ = i << 1.0
	_ = i << i8
	_ = f << 2 // ERROR@6 `invalid operation: shifted operand f \(variable of type float64\) must be integer`
	_ = s << 1 // ERROR@6 `invalid operation: shifted operand s \(variable of type string\) must be integer`
	_ = 1.5 << 2 // ERROR@6 `invalid operation: shifted operand 1\.5 \(untyped float constant\) must be integer`
	_ = 1.0 << u // ERROR@6 `invalid operation: shifted operand 1\.0 \(type float64\) must be integer`
	_ = "a" << u // ERROR@6 `invalid operation: shifted operand "a" \(untyped string constant\) must be integer`
	_ = i << s // ERROR@11 `invalid operation: shift count s \(variable of type string\) must be integer`
	_ = i8 << 1000
	_ = 1 << 1000 // ERROR@8 `constant shift overflow`
	_ = fn == fn // ERROR@6 `invalid operation: fn == fn \(func can only be compared to nil\)`
	_ = sl == sl // ERROR@6 `invalid operation: sl == sl \(slice can only be compared to nil\)`
	_ = m == m // ERROR@6 `invalid operation: m == m \(map can only be compared to nil\)`
	_ = st == st // ERROR@6 `invalid operation: st == st \(struct containing \[\]int cannot be compared\)`
	_ = [1][]int{} == [1][]int{} // ERROR@6 `invalid operation: \[1\]\[\]int\{\} == \[1\]\[\]int\{\} \(\[1\]\[\]int cannot be compared\)`
	_ = fn == nil
	_ = sl == nil
	_ = st == nil // ERROR@12 `invalid operation: st == nil \(mismatched types S and untyped nil\)`
	_ = i == nil // ERROR@11 `invalid operation: i == nil \(mismatched types int and untyped nil\)`
	_ = s == nil // ERROR@11 `invalid operation: s == nil \(mismatched types string and untyped nil\)`
	_ = nil == nil // ERROR@13 `invalid operation: nil == nil \(operator == not defined on untyped nil\)`
	_ = e == 5 // ERROR@11 `invalid operation: e == 5 \(mismatched types error and untyped int\)`
	_ = a == 5
	_ = a == fn // ERROR@11 `invalid operation: a == fn \(func can only be compared to nil\)`
	_ = e == n // ERROR@11 `invalid operation: e == n \(mismatched types error and N\)`
	_ = p == u // ERROR@11 `invalid operation: p == u \(mismatched types \*int and uint\)`
	_ = p == &i8 // ERROR@11 `invalid operation: p == &i8 \(mismatched types \*int and \*int8\)`
	_ = n < n // ERROR@6 `invalid operation: n < n \(operator < not defined on struct\)`
	_ = b < b // ERROR@6 `invalid operation: b < b \(operator < not defined on bool\)`
	_ = c < c // ERROR@6 `invalid operation: c < c \(operator < not defined on complex128\)`
	_ = p < p // ERROR@6 `invalid operation: p < p \(operator < not defined on pointer\)`
	_ = a < a // ERROR@6 `invalid operation: a < a \(operator < not defined on interface\)`
	_ = ch < ch // ERROR@6 `invalid operation: ch < ch \(operator < not defined on chan\)`
	_ = ch == (<-chan int)(nil)
	_ = n == struct{ a, b int }{}
	_ = n == struct{ a, c int }{} // ERROR@11 `invalid operation: n == struct\{a, c int\}\{\} \(mismatched types N and struct\{a int; c int\}\)`
	_ = 'a' == "a" // ERROR@13 `invalid operation: 'a' == "a" \(mismatched types untyped rune and untyped string\)`
	_ = i == 1.5 // ERROR@11 `1\.5 \(untyped float constant\) truncated to int`
	_ = u == -1 // ERROR@11 `-1 \(untyped int constant\) overflows uint`
	_ = i8 == 128 // ERROR@12 `128 \(untyped int constant\) overflows int8`
	_ = i == s // ERROR@11 `invalid operation: i == s \(mismatched types int and string\)`
	_ = i < f // ERROR@10 `invalid operation: i < f \(mismatched types int and float64\)`
	_ = "a" + 'b' // ERROR@6 `invalid operation: "a" \+ 'b' \(mismatched types untyped string and untyped rune\)`
	_ = nil + nil // ERROR@6 `invalid operation: operator \+ not defined on nil`
	_ = i8 + 200 // ERROR@11 `200 \(untyped int constant\) overflows int8`
	_ = u - 2 + -3 // ERROR@14 `-3 \(untyped int constant\) overflows uint`
	i =+ 1
	i = b // ERROR@6 `cannot use b \(variable of type bool\) as int value in assignment`
	s += 'a' // ERROR@2 `invalid operation: s \+= 'a' \(mismatched types string and untyped rune\)`
	s += "a"
	i += 1.5 // ERROR@7 `1\.5 \(untyped float constant\) truncated to int`
	i <<= 1
	i &^= f // ERROR@2 `invalid operation: i &\^= f \(mismatched types int and float64\)`
}

func f2() int { return 1 }

func convs(i int, f float64, s string, b []byte, p *int, u uintptr, a any, n N, sl []int, fn func(), ch <-chan int) {
	_ = string(f) // ERROR@13 `cannot convert f \(variable of type float64\) to type string`
	_ = string(i)
	_ = string(65.0) // ERROR@13 `cannot convert 65\.0 \(untyped float constant 65\) to type string`
	_ = int(s) // ERROR@10 `cannot convert s \(variable of type string\) to type int`
	_ = int("1") // ERROR@10 `cannot convert "1" \(untyped string constant\) to type int`
	_ = int(1.2) // ERROR@10 `cannot convert 1\.2 \(untyped float constant\) to type int`
	_ = int(f)
	_ = []int(s) // ERROR@12 `cannot convert s \(variable of type string\) to type \[\]int`
	_ = []rune(s)
	_ = []byte(b)
	_ = bool(i) // ERROR@11 `cannot convert i \(variable of type int\) to type bool`
	_ = int(true) // ERROR@10 `cannot convert true \(untyped bool constant\) to type int`
	_ = (*float64)(p) // ERROR@17 `cannot convert p \(variable of type \*int\) to type \*float64`
	_ = uintptr(p) // ERROR@14 `cannot convert p \(variable of type \*int\) to type uintptr`
	_ = unsafe.Pointer(u)
	_ = unsafe.Pointer(i) // ERROR@21 `cannot convert i \(variable of type int\) to type unsafe\.Pointer`
	_ = (*int)(unsafe.Pointer(p))
	_ = N(struct{ a, b int8 }{}) // ERROR@8 `cannot convert struct\{a, b int8\}\{\} \(value of type struct\{a int8; b int8\}\) to type N`
	_ = int(a) // ERROR@10 `cannot convert a \(variable of interface type any\) to type int: need type assertion`
	_ = fmt.Stringer(n) // ERROR@19 `cannot convert n \(variable of struct type N\) to type fmt\.Stringer: N does not implement fmt\.Stringer \(missing method String\)`
	_ = any(n)
	_ = error(nil)
	_ = int(nil) // ERROR@10 `cannot convert nil to type int`
	_ = [3]int(sl)
	_ = [3]string(sl) // ERROR@16 `cannot convert sl \(variable of type \[\]int\) to type \[3\]string`
	_ = (*[3]int8)(sl) // ERROR@17 `cannot convert sl \(variable of type \[\]int\) to type \*\[3\]int8`
	_ = []int([3]int{}) // ERROR@12 `cannot convert \[3\]int\{\} \(value of type \[3\]int\) to type \[\]int`
	_ = func(int)(fn) // ERROR `func\(int\) fn \(type\) is not an expression` `fn \(parameter\) is not a type`
	_ = chan int(ch) // ERROR@15 `cannot convert ch \(variable of type <-chan int\) to type chan int`
	_ = complex64(f) // ERROR@16 `cannot convert f \(variable of type float64\) to type complex64`
	_ = float64(1i) // ERROR@14 `cannot convert 1i \(untyped complex constant \(0 \+ 1i\)\) to type float64`
	_ = float64(2 + 0i)
	_ = uint8(300) // ERROR@12 `constant 300 overflows uint8`
	_ = uint8(i)
	_ = int8(-129) // ERROR@11 `constant -129 overflows int8`
	_ = float32(1e39) // ERROR@14 `cannot convert 1e39 \(untyped float constant 1e\+39\) to type float32`
	_ = int64(1 << 63) // ERROR@12 `constant 9223372036854775808 overflows int64`
	_ = uint(-1) // ERROR@11 `constant -1 overflows uint`
	_ = MyInt("a") // ERROR@12 `cannot convert "a" \(untyped string constant\) to type MyInt`
	_ = *int(p) // ERROR@11 `cannot convert p \(variable of type \*int\) to type int`
	_ = int(1, 2) // ERROR@13 `too many arguments in conversion to int`
	_ = int() // ERROR@6 `missing argument in conversion to int`
}

const (
	k1 = 1 << 64 * 1.0
	k2 int = 1 << 64 // ERROR@11 `cannot use 1 << 64 \(untyped int constant 18446744073709551616\) as int value in constant declaration \(overflows\)`
	k3 = -uint8(1) // ERROR@7 `-uint8\(1\) \(constant -1 of type uint8\) overflows uint8`
	k4 = ^uint8(0) + 1 // ERROR@7 `\^uint8\(0\) \+ 1 \(constant 256 of type uint8\) overflows uint8`
	k5 = int8(100) * 2 // ERROR@7 `int8\(100\) \* 2 \(constant 200 of type int8\) overflows int8`
	k6 = uint(1) - 2 // ERROR@7 `uint\(1\) - 2 \(constant -1 of type uint\) overflows uint`
	k7 = 1 / 0 // ERROR@11 `invalid operation: division by zero`
	k8 = 1.0 / 0.0 // ERROR@13 `invalid operation: division by zero`
	k9 = "a"[0] // ERROR@7 `"a"\[0\] \(value of type byte\) is not constant`
	k10 = len([]int{1}) // ERROR@8 `len\(\[\]int\{…\}\) \(value of type int\) is not constant`
	k11 = len([1]int{f2()}) // ERROR@8 `len\(\[1\]int\{…\}\) \(value of type int\) is not constant`
	k12 = len([2]int{})
	k13 = unsafe.Sizeof(f2())
	k14 = min(1, f2()) // ERROR@8 `min\(1, f2\(\)\) \(value of type int\) is not constant`
	k15 = complex(1, 2) < 1 // ERROR@8 `invalid operation: complex\(1, 2\) < 1 \(operator < not defined on untyped complex\)`
	k16 = 1 << 10000 // ERROR@13 `invalid operation: invalid shift count 10000 \(untyped int constant\)`
	k17 = 1e100000000
	k18 = int8(1) << 8 // ERROR@8 `int8\(1\) << 8 \(constant 256 of type int8\) overflows int8`
	k19 = uint8(1) << 7
	k20 = 10 % 3.0 // ERROR@8 `invalid operation: operator % not defined on 10 \(untyped float constant\)`
	k21 = 10 % 3.5 // ERROR@8 `invalid operation: operator % not defined on 10 \(untyped float constant\)`
	k22 = !1 // ERROR@9 `invalid operation: operator ! not defined on 1 \(untyped int constant\)`
	k23 = true + false // ERROR@8 `invalid operation: operator \+ not defined on true \(untyped bool constant\)`
	k24 = "a" * 2 // ERROR@8 `invalid operation: "a" \* 2 \(mismatched types untyped string and untyped int\)`
	k25 float32 = 1 << 130 // ERROR@16 `cannot use 1 << 130 \(untyped int constant 1361129467683753853853498429727072845824\) as float32 value in constant declaration \(overflows\)`
	k26 = int64(1) << 63 // ERROR@8 `int64\(1\) << 63 \(constant 9223372036854775808 of type int64\) overflows int64`
	k27 = [1]int{1}[0] // ERROR@8 `\[1\]int\{…\}\[0\] \(value of type int\) is not constant`
	k28 = 5 &^ 1.5 // ERROR@8 `invalid operation: operator &\^ not defined on 5 \(untyped float constant\)`
)

func one[T any](t T)                    {}
func two[T any](a, b T)                 {}
func none[T any]()                      {}
func num[T ~int | ~float64](t T) T      { return t }
func cmp[T comparable](t T)             {}
func slice[S ~[]E, E any](s S) E        { return s[0] }
func fn[A, B any](f func(A) B, a A) B   { return f(a) }
func str[T fmt.Stringer](t T)           {}
func pair[A any, B []A](b B)            {}
func self[T interface{ Less(T) bool }](t T) {}

func instances() {
	one(nil) // ERROR@5 `in call to one, cannot infer T \(declared at 182:10\)`
	two(1, "a") // ERROR@9 `in call to two, mismatched types untyped int and untyped string \(cannot infer T\)`
	two(1, 2.5)
	two[int](1, 2.5) // ERROR@14 `cannot use 2\.5 \(untyped float constant\) as int value in argument to two\[int\] \(truncated\)`
	two(int8(1), int16(2)) // ERROR@15 `in call to two, type int16 of int16\(2\) does not match inferred type int8 for T`
	none() // ERROR@6 `in call to none, cannot infer T \(declared at 184:11\)`
	none[int]()
	none[int, int]() // ERROR@12 `got 2 type arguments but want 1`
	num("a") // ERROR@5 `string does not satisfy ~int \| ~float64 \(string missing in ~int \| ~float64\)`
	num(MyInt(1))
	num[string]("a") // ERROR@6 `string does not satisfy ~int \| ~float64 \(string missing in ~int \| ~float64\)`
	cmp([]int{}) // ERROR@5 `\[\]int does not satisfy comparable`
	cmp(func() {}) // ERROR@5 `func\(\) does not satisfy comparable`
	cmp[any](1)
	cmp(struct{ f []int }{}) // ERROR@5 `struct\{f \[\]int\} does not satisfy comparable`
	slice(1) // ERROR@7 `in call to slice, cannot infer E \(declared at 187:20\)`
	slice([]int{})
	slice[[]int, string](nil) // ERROR@8 `\[\]int does not satisfy ~\[\]string \(\[\]int missing in ~\[\]string\)`
	fn(f2, 1) // ERROR@5 `in call to fn, type func\(\) int of f2 does not match func\(A\) B \(cannot infer A and B\)`
	fn(func(i int) string { return "" }, "a") // ERROR@39 `cannot use "a" \(untyped string constant\) as int value in argument to fn`
	fn(num, 1)
	fn(num, "a") // ERROR@4 `string does not satisfy ~int \| ~float64 \(string missing in ~int \| ~float64\)`
	str(1) // ERROR@5 `int does not satisfy fmt\.Stringer \(missing method String\)`
	pair(1) // ERROR@6 `in call to pair, cannot infer A \(declared at 190:11\)`
	pair([]int{})
	self(1) // ERROR@6 `int does not satisfy interface\{Less\(int\) bool\} \(missing method Less\)`
	f := one // ERROR `declared and not used: f` `cannot use generic function one without instantiation`
	var g func(int) = one
	var h func(int) string = one // ERROR@27 `inferred type func\(t int\) for func\(t T\) does not match type func\(int\) string of h`
	var i any = one // ERROR@14 `cannot use generic function one without instantiation`
	f = one[int]
	_ = one[int][string] // ERROR@14 `cannot index one\[int\] \(value of type func\(t int\)\)`
	_ = two == nil // ERROR@6 `cannot use generic function two without instantiation`
	var j func(string) string = num // ERROR@30 `string does not satisfy ~int \| ~float64 \(string missing in ~int \| ~float64\)`
	one(one) // ERROR@5 `in call to one, cannot infer T \(declared at 182:10\)`
	one(one[int])
	_, _, _, _ = g, h, i, j
	_ = []func(int){one, one[string]} // ERROR@23 `cannot use one\[string\] \(value of type func\(t string\)\) as func\(int\) value in array or slice literal`
	go one // ERROR@5 `expression in go must be function call`
	defer one(1)
}

type Num[T ~int | ~float64] struct{ t T }
type Rec[T any] struct{ r *Rec[Rec[T]] }
type Tree[T interface{ Less(T) bool }] struct{}

var (
	_ Num // ERROR@4 `cannot use generic type Num\[T ~int \| ~float64\] without instantiation`
	_ Num[string] // ERROR@8 `string does not satisfy ~int \| ~float64 \(string missing in ~int \| ~float64\)`
	_ Num[int, int] // ERROR@4 `too many type arguments for type Num: have 2, want 1`
	_ Num[MyInt]
	_ Num[any] // ERROR@8 `any does not satisfy ~int \| ~float64`
	_ Tree[int] // ERROR@9 `int does not satisfy interface\{Less\(int\) bool\} \(missing method Less\)`
	_ [Num]int // ERROR@5 `invalid array length Num`
	_ *Num // ERROR@5 `cannot use generic type Num\[T ~int \| ~float64\] without instantiation`
	_ func(Num) // ERROR@9 `cannot use generic type Num\[T ~int \| ~float64\] without instantiation`
	_ = Num{1} // ERROR@6 `cannot use generic type Num\[T ~int \| ~float64\] without instantiation`
	_ = Num[int]{1}
	_ = new(Num) // ERROR@10 `cannot use generic type Num without instantiation`
	_ map[Num]int // ERROR@8 `cannot use generic type Num\[T ~int \| ~float64\] without instantiation`
)
