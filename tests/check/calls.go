// Calls, conversions and builtins.
package p

import "unsafe"

func none() { panic(0) }
func one(int) int { panic(0) }
func two(int, string) (int, error) { panic(0) }
func variadic(string, ...int) { panic(0) }
func gen[T any](T) T { panic(0) }
func gen2[K comparable, V any](map[K]V) []K { panic(0) }
func num[T ~int | ~float64](T) T { panic(0) }

type T struct{ x int }

func (T) val(int) { panic(0) }
func (*T) ptr() { panic(0) }

func f(s []int, t T, ch chan int, rc <-chan int, m map[string]int, fl float64, str string) {
	none(1) // ERROR@7 `too many arguments in call to none\n\thave \(number\)\n\twant \(\)`
	one() // ERROR@2 `not enough arguments in call to one\n\thave \(\)\n\twant \(int\)`
	one(1, 2) // ERROR@9 `too many arguments in call to one\n\thave \(number, number\)\n\twant \(int\)`
	one("a") // ERROR@6 `cannot use "a" \(untyped string constant\) as int value in argument to one`
	two(1) // ERROR@6 `not enough arguments in call to two\n\thave \(number\)\n\twant \(int, string\)`
	two(two(1, "a")) // ERROR@6 `cannot use two\(1, "a"\) \(value of interface type error\) as string value in argument to two`
	two(1, "a", 3) // ERROR@14 `too many arguments in call to two\n\thave \(number, string, number\)\n\twant \(int, string\)`
	variadic() // ERROR@2 `not enough arguments in call to variadic\n\thave \(\)\n\twant \(string, \.\.\.int\)`
	variadic("a", "b") // ERROR@16 `cannot use "b" \(untyped string constant\) as int value in argument to variadic`
	variadic("a", s) // ERROR@16 `cannot use s \(variable of type \[\]int\) as int value in argument to variadic`
	variadic("a", s...)
	variadic("a", 1, s...) // ERROR@19 `too many arguments in call to variadic\n\thave \(string, number, \[\]int\.\.\.\)\n\twant \(string, \.\.\.int\)`
	one(s...) // ERROR@2 `cannot use \.\.\. in call to non-variadic one`
	none()() // ERROR@2 `none\(\) \(no value\) used as value or type`
	one(1)(2) // ERROR@2 `invalid operation: cannot call one\(1\) \(value of type int\): int is not a function`
	t.val() // ERROR@2 `not enough arguments in call to t\.val\n\thave \(\)\n\twant \(int\)`
	t.val("a") // ERROR@8 `cannot use "a" \(untyped string constant\) as int value in argument to t\.val`
	t.nothing() // ERROR@4 `t\.nothing undefined \(type T has no field or method nothing\)`
	T.val(t, 1)
	T.ptr(t) // ERROR@4 `invalid method expression T\.ptr \(needs pointer receiver \(\*T\)\.ptr\)`
	(*T).ptr(&t)
	gen(1)
	gen() // ERROR@2 `not enough arguments in call to gen\n\thave \(\)\n\twant \(T\)`
	gen[int]("a") // ERROR@11 `cannot use "a" \(untyped string constant\) as int value in argument to gen\[int\]`
	gen[int, string](1) // ERROR@11 `got 2 type arguments but want 1`
	gen2(m)
	gen2(1) // ERROR@6 `in call to gen2, cannot infer K \(declared at 11:11\)`
	num("a") // ERROR@5 `string does not satisfy ~int \| ~float64 \(string missing in ~int \| ~float64\)`
	num[string]("a") // ERROR@6 `string does not satisfy ~int \| ~float64 \(string missing in ~int \| ~float64\)`
	x := gen // ERROR@7 `cannot use generic function gen without instantiation`
	_ = x
	1() // ERROR@2 `invalid operation: cannot call 1 \(untyped int constant\): untyped int is not a function`
	fl() // ERROR@2 `invalid operation: cannot call fl \(variable of type float64\): float64 is not a function`
	_ = int(str) // ERROR@10 `cannot convert str \(variable of type string\) to type int`
	_ = string(fl) // ERROR@13 `cannot convert fl \(variable of type float64\) to type string`
	_ = []byte(str)
	_ = []int(str) // ERROR@12 `cannot convert str \(variable of type string\) to type \[\]int`
	_ = T(1) // ERROR@8 `cannot convert 1 \(untyped int constant\) to type T`
	_ = int() // ERROR@6 `missing argument in conversion to int`
	_ = int(1, 2) // ERROR@13 `too many arguments in conversion to int`
	_ = int8(300) // ERROR@11 `constant 300 overflows int8`
	_ = (*int)(nil)
	_ = int(nil) // ERROR@10 `cannot convert nil to type int`
	_ = len(1) // ERROR@10 `invalid argument: 1 \(untyped int constant\) for built-in len`
	_ = len(s, s) // ERROR@6 `invalid operation: too many arguments for len\(s, s\) \(expected 1, found 2\)`
	_ = len() // ERROR@6 `invalid operation: not enough arguments for len\(\) \(expected 1, found 0\)`
	_ = cap(m) // ERROR@10 `invalid argument: m \(variable of type map\[string\]int\) for built-in cap`
	_ = append(1, 2) // ERROR@13 `invalid append: argument must be a slice; have 1 \(untyped int constant\)`
	_ = append(s, "a") // ERROR@16 `cannot use "a" \(untyped string constant\) as int value in argument to append`
	_ = append() // ERROR@6 `invalid operation: not enough arguments for append\(\) \(expected 1, found 0\)`
	_ = append(nil, 1) // ERROR@13 `invalid append: argument must be a slice; have untyped nil`
	append(s, 1) // ERROR@2 `append\(s, 1\) \(value of type \[\]int\) is not used`
	copy(s, 1) // ERROR@10 `invalid copy: argument must be a slice; have 1 \(untyped int constant\)`
	copy(s, []string{}) // ERROR@7 `invalid copy: arguments s \(variable of type \[\]int\) and \[\]string\{\} \(value of type \[\]string\) have different element types int and string`
	copy(1, s) // ERROR@7 `invalid copy: argument must be a slice; have 1 \(untyped int constant\)`
	delete(m, 1) // ERROR@12 `cannot use 1 \(untyped int constant\) as string value in argument to delete`
	delete(s, 1) // ERROR@9 `invalid argument: s \(variable of type \[\]int\) is not a map`
	close(1) // ERROR@8 `invalid operation: cannot close non-channel 1 \(untyped int constant\)`
	close(rc) // ERROR@8 `invalid operation: cannot close receive-only channel rc \(variable of type <-chan int\)`
	clear(1) // ERROR@8 `invalid argument: cannot clear 1 \(untyped int constant\): argument must be \(or constrained by\) map or slice`
	_ = make(int) // ERROR@11 `invalid argument: cannot make int: type must be slice, map, or channel`
	_ = make([]int) // ERROR@6 `invalid operation: make\(\[\]int\) expects 2 or 3 arguments; found 1`
	_ = make([]int, "a") // ERROR@18 `cannot convert "a" \(untyped string constant\) to type int`
	_ = make([]int, -1) // ERROR@18 `invalid argument: index -1 \(constant of type int\) must not be negative`
	_ = make([]int, 2, 1) // ERROR@18 `invalid argument: length and capacity swapped`
	_ = make([]int, 1, 2, 3) // ERROR@6 `invalid operation: make\(\[\]int, 1, 2, 3\) expects 2 or 3 arguments; found 4`
	_ = make(map[string]int, 1)
	_ = make() // ERROR@6 `invalid operation: not enough arguments for make\(\) \(expected 1, found 0\)`
	_ = new() // ERROR@6 `invalid operation: not enough arguments for new\(\) \(expected 1, found 0\)`
	_ = new(int, int) // ERROR@6 `invalid operation: too many arguments for new\(int, int\) \(expected 1, found 2\)`
	_ = new(5)
	_ = new(nil) // ERROR@10 `use of untyped nil in argument to new`
	_ = min(1, "a") // ERROR@13 `invalid argument: mismatched types untyped int \(previous argument\) and untyped string \(type of "a"\)`
	_ = min() // ERROR@6 `invalid operation: not enough arguments for min\(\) \(expected 1, found 0\)`
	_ = max(s) // ERROR@10 `invalid argument: s \(variable of type \[\]int\) cannot be ordered`
	_ = max(1, 2.5)
	_ = complex(1, "a") // ERROR@14 `invalid operation: complex\(1, "a"\) \(mismatched types untyped float and untyped string\)`
	_ = complex(fl, 1)
	_ = real(1)
	_ = real(str) // ERROR@11 `invalid argument: argument has type string, expected complex type`
	_ = imag(fl) // ERROR@11 `invalid argument: argument has type float64, expected complex type`
	panic() // ERROR@2 `invalid operation: not enough arguments for panic\(\) \(expected 1, found 0\)`
	panic(1, 2) // ERROR@2 `invalid operation: too many arguments for panic\(1, 2\) \(expected 1, found 2\)`
	print(nil) // ERROR@8 `use of untyped nil in argument to built-in print`
	_ = unsafe.Sizeof(1)
	_ = unsafe.Offsetof(t) // ERROR@22 `invalid argument: t is not a selector expression`
	_ = unsafe.Offsetof(t.x)
	_ = unsafe.Slice(1, 1) // ERROR@19 `invalid argument: 1 \(untyped int constant\) is not a pointer`
	_ = none
	_ = len // ERROR@6 `len \(built-in\) must be called`
	_ = int // ERROR@6 `int \(type\) is not an expression`
	len(s) // ERROR@2 `len\(s\) \(value of type int\) is not used`
	recover()
	go none // ERROR@5 `expression in go must be function call`
	defer int(1) // ERROR@8 `defer requires function call, not conversion int\(1\) \(constant 1 of type int\)`
	go len(s) // ERROR@5 `go discards result of len\(s\) \(value of type int\)`
	defer recover()
	var err error = two(1, "a") // ERROR@18 `multiple-value two\(1, "a"\) \(value of type \(int, error\)\) in single-value context`
	_ = err
	return 1 // ERROR@9 `too many return values\n\thave \(number\)\n\twant \(\)`
}

func r0() int {
	return // ERROR@2 `not enough return values\n\thave \(\)\n\twant \(int\)`
}

func r1() (int, string) {
	return 1 // ERROR@9 `not enough return values\n\thave \(number\)\n\twant \(int, string\)`
}

func r2() (int, string) {
	return 1, 2 // ERROR@12 `cannot use 2 \(untyped int constant\) as string value in return statement`
}

func r3() (int, string) {
	return 1, "a", 3 // ERROR@17 `too many return values\n\thave \(number, string, number\)\n\twant \(int, string\)`
}

func r4() (a int, err error) {
	{
		err := r5()
		if err != nil {
			return // ERROR@4 `result parameter err not in scope at return\n\t140:3: inner declaration of var err error`
		}
	}
	return
}

func r5() error {
	return r4() // ERROR@9 `too many return values\n\thave \(int, error\)\n\twant \(error\)`
}

func r6() {
	return none() // ERROR@9 `none\(\) \(no value\) used as value`
}
