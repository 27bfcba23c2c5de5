// Go, defer and select statements, and calls of builtin functions that the specification refuses.
package p

import "unsafe"

func f(int) int { return 1 }

type T struct{ m map[string]int }

func (T) M() {}

func goDefer(g func(), s []int, m map[string]int, c chan int, x any) {
	go g // ERROR@5 `expression in go must be function call`
	defer g // ERROR@8 `expression in defer must be function call`
	go func() {} // ERROR@5 `expression in go must be function call`
	defer func() {} // ERROR@8 `expression in defer must be function call`
	go f() // ERROR@5 `not enough arguments in call to f\n\thave \(\)\n\twant \(int\)`
	defer f("a") // ERROR@10 `cannot use "a" \(untyped string constant\) as int value in argument to f`
	go f(1)
	defer int(3) // ERROR@8 `defer requires function call, not conversion int\(3\) \(constant 3 of type int\)`
	go string("a") // ERROR@5 `go requires function call, not conversion string\("a"\) \(constant "a" of type string\)`
	defer []int{} // ERROR@8 `expression in defer must be function call`
	go T{}.M // ERROR@5 `expression in go must be function call`
	defer T{}.M()
	go append(s, 1) // ERROR@5 `go discards result of append\(s, 1\) \(value of type \[\]int\)`
	defer append(s, 1) // ERROR@8 `defer discards result of append\(s, 1\) \(value of type \[\]int\)`
	defer cap(s) // ERROR@8 `defer discards result of cap\(s\) \(value of type int\)`
	defer complex(1, 2) // ERROR@8 `defer discards result of complex\(1, 2\) \(untyped complex constant \(1 \+ 2i\)\)`
	go len(s) // ERROR@5 `go discards result of len\(s\) \(value of type int\)`
	defer make([]int, 1) // ERROR@8 `defer discards result of make\(\[\]int, 1\) \(value of type \[\]int\)`
	defer new(int) // ERROR@8 `defer discards result of new\(int\) \(value of type \*int\)`
	go min(1, 2) // ERROR@5 `go discards result of min\(1, 2\) \(untyped int constant 1\)`
	defer real(1i) // ERROR@8 `defer discards result of real\(1i\) \(untyped float constant 0\)`
	defer unsafe.Sizeof(s) // ERROR@8 `defer discards result of unsafe\.Sizeof\(s\) \(constant 24 of type uintptr\)`
	go unsafe.Add(nil, 1) // ERROR@5 `go discards result of unsafe\.Add\(nil, 1\) \(value of type unsafe\.Pointer\)`
	defer copy(s, s)
	defer delete(m, "a")
	go close(c)
	defer panic(1)
	defer print(1)
	go println()
	defer recover()
	defer clear(m)
	defer x.(func()) // ERROR@8 `expression in defer must be function call`
	defer x.(func())()
	defer undefined() // ERROR@8 `undefined: undefined`
	go fmt.Println() // ERROR@5 `undefined: fmt`
	defer nil() // ERROR@8 `invalid operation: cannot call nil: untyped nil is not a function`
	go 1() // ERROR@5 `invalid operation: cannot call 1 \(untyped int constant\): untyped int is not a function`
}

func selects(c chan int, r <-chan int, s chan<- string, x int, y any, m map[string]int) {
	select {
	case x: // ERROR@7 `select case must be send or receive \(possibly with assignment\)`
	case c: // ERROR@7 `select case must be send or receive \(possibly with assignment\)`
	case f(1): // ERROR@8 `select case must be send or receive \(possibly with assignment\)`
	case x = 1: // ERROR@7 `select case must be send or receive \(possibly with assignment\)`
	case x := 1: // ERROR@7 `select case must be send or receive \(possibly with assignment\)`
	case <-x: // ERROR@9 `invalid operation: cannot receive from non-channel int x \(variable of type int\)`
	case <-s: // ERROR@9 `invalid operation: cannot receive from send-only channel chan<- string s \(variable of type chan<- string\)`
	case r <- 1: // ERROR@7 `invalid operation: cannot send to receive-only channel <-chan int r \(variable of type <-chan int\)`
	case s <- 1: // ERROR@12 `cannot use 1 \(untyped int constant\) as string value in send`
	case s <- "a":
	case v := <-c: // ERROR@7 `declared and not used: v`
	case v, ok := <-c: // ERROR@10 `declared and not used: ok`
		_ = v
	case x, y = <-c:
	case y, x = <-c: // ERROR@14 `cannot use ok value of \(comma, ok\) expression \(untyped bool value\) as int value in multiple assignment`
	case m["a"] = <-c:
	case <-c + 1: // ERROR@11 `select case must be send or receive \(possibly with assignment\)`
	case x = <-c + 1: // ERROR@7 `select case must be send or receive \(possibly with assignment\)`
	case x = (<-c):
	case (<-c):
	case c <- <-c:
	case <-<-c: // ERROR@9 `invalid operation: cannot receive from non-channel int <-c \(comma, ok expression of type int\)`
	case "a" = <-c: // ERROR@7 `cannot assign to "a" \(neither addressable nor a map index expression\)`
	case _ = <-c:
	case _, _ = <-c:
	case undefined <- 1: // ERROR@7 `undefined: undefined`
	case <-undefined: // ERROR@9 `undefined: undefined`
	default:
	default: // ERROR@2 `multiple defaults \(first at 81:2\)`
	}
	for {
		select {
		case <-c:
			continue
			break
			fallthrough // ERROR@4 `fallthrough statement out of place`
		}
	}
}

func builtins(s []int, m map[string]int, c chan int, r <-chan int, str string, x int, p *[3]int, e any, i8 int8, fl float64, b []byte) {
	_ = append() // ERROR@6 `invalid operation: not enough arguments for append\(\) \(expected 1, found 0\)`
	_ = append(1) // ERROR@13 `invalid append: argument must be a slice; have 1 \(untyped int constant\)`
	_ = append(s, "a") // ERROR@16 `cannot use "a" \(untyped string constant\) as int value in argument to append`
	_ = append(s, s) // ERROR@16 `cannot use s \(variable of type \[\]int\) as int value in argument to append`
	_ = append(s, s...)
	_ = append(s, 1, s...) // ERROR@19 `too many arguments in call to append\n\thave \(\[\]int, number, \[\]int\.\.\.\)\n\twant \(\[\]int, \.\.\.int\)`
	_ = append(nil, 1) // ERROR@13 `invalid append: argument must be a slice; have untyped nil`
	_ = append(b, str...)
	_ = append(s, str...) // ERROR@16 `cannot use str \(variable of type string\) as \[\]int value in argument to append`
	_ = append(p, 1) // ERROR@13 `invalid append: argument must be a slice; have p \(variable of type \*\[3\]int\)`
	_ = append(str, "a") // ERROR@13 `invalid append: argument must be a slice; have str \(variable of type string\)`
	append(s, 1) // ERROR@2 `append\(s, 1\) \(value of type \[\]int\) is not used`
	copy(s) // ERROR@2 `invalid operation: not enough arguments for copy\(s\) \(expected 2, found 1\)`
	copy(s, b) // ERROR@7 `invalid copy: arguments s \(variable of type \[\]int\) and b \(variable of type \[\]byte\) have different element types int and byte`
	copy(str, b) // ERROR@7 `invalid copy: argument must be a slice; have str \(variable of type string\)`
	copy(b, str)
	copy(s, str) // ERROR@7 `invalid copy: arguments s \(variable of type \[\]int\) and str \(variable of type string\) have different element types int and byte`
	copy(s, 1) // ERROR@10 `invalid copy: argument must be a slice; have 1 \(untyped int constant\)`
	copy(p, p) // ERROR@7 `invalid copy: argument must be a slice; have p \(variable of type \*\[3\]int\)`
	_ = len() // ERROR@6 `invalid operation: not enough arguments for len\(\) \(expected 1, found 0\)`
	_ = len(1) // ERROR@10 `invalid argument: 1 \(untyped int constant\) for built-in len`
	_ = len(s, s) // ERROR@6 `invalid operation: too many arguments for len\(s, s\) \(expected 1, found 2\)`
	_ = len(nil) // ERROR@10 `invalid argument: nil for built-in len`
	_ = len(e) // ERROR@10 `invalid argument: e \(variable of interface type any\) for built-in len`
	_ = len(p)
	_ = len(&s) // ERROR@10 `invalid argument: &s \(value of type \*\[\]int\) for built-in len`
	_ = cap(m) // ERROR@10 `invalid argument: m \(variable of type map\[string\]int\) for built-in cap`
	_ = cap(str) // ERROR@10 `invalid argument: str \(variable of type string\) for built-in cap`
	_ = cap(p)
	_ = make(int) // ERROR@11 `invalid argument: cannot make int: type must be slice, map, or channel`
	_ = make([]int) // ERROR@6 `invalid operation: make\(\[\]int\) expects 2 or 3 arguments; found 1`
	_ = make([]int, -1) // ERROR@18 `invalid argument: index -1 \(constant of type int\) must not be negative`
	_ = make([]int, 2, 1) // ERROR@18 `invalid argument: length and capacity swapped`
	_ = make([]int, 1.5) // ERROR@18 `1\.5 \(untyped float constant\) truncated to int`
	_ = make([]int, 1.0)
	_ = make([]int, "a") // ERROR@18 `cannot convert "a" \(untyped string constant\) to type int`
	_ = make([]int, fl) // ERROR@18 `invalid argument: index fl \(variable of type float64\) must be integer`
	_ = make([]int, 1, 2, 3) // ERROR@6 `invalid operation: make\(\[\]int, 1, 2, 3\) expects 2 or 3 arguments; found 4`
	_ = make([3]int) // ERROR@11 `invalid argument: cannot make \[3\]int: type must be slice, map, or channel`
	_ = make(map[string]int, 1, 2) // ERROR@6 `invalid operation: make\(map\[string\]int, 1, 2\) expects 1 or 2 arguments; found 3`
	_ = make(chan int, -1) // ERROR@21 `invalid argument: index -1 \(constant of type int\) must not be negative`
	_ = make(chan int, i8)
	_ = make(*[]int) // ERROR@11 `invalid argument: cannot make \*\[\]int: type must be slice, map, or channel`
	_ = make(s) // ERROR@11 `s \(parameter\) is not a type`
	_ = make([]int, 1<<63) // ERROR@18 `1 << 63 \(untyped int constant 9223372036854775808\) overflows int`
	_ = new() // ERROR@6 `invalid operation: not enough arguments for new\(\) \(expected 1, found 0\)`
	_ = new(1)
	_ = new(int, int) // ERROR@6 `invalid operation: too many arguments for new\(int, int\) \(expected 1, found 2\)`
	_ = new(nil) // ERROR@10 `use of untyped nil in argument to new`
	_ = new(x)
	delete(m) // ERROR@2 `invalid operation: not enough arguments for delete\(m\) \(expected 2, found 1\)`
	delete(m, 1) // ERROR@12 `cannot use 1 \(untyped int constant\) as string value in argument to delete`
	delete(m, "a", "b") // ERROR@2 `invalid operation: too many arguments for delete\(m, "a", "b"\) \(expected 2, found 3\)`
	delete(s, 1) // ERROR@9 `invalid argument: s \(variable of type \[\]int\) is not a map`
	close() // ERROR@2 `invalid operation: not enough arguments for close\(\) \(expected 1, found 0\)`
	close(r) // ERROR@8 `invalid operation: cannot close receive-only channel r \(variable of type <-chan int\)`
	close(s) // ERROR@8 `invalid operation: cannot close non-channel s \(variable of type \[\]int\)`
	close(c)
	clear(p) // ERROR@8 `invalid argument: cannot clear p \(variable of type \*\[3\]int\): argument must be \(or constrained by\) map or slice`
	clear(str) // ERROR@8 `invalid argument: cannot clear str \(variable of type string\): argument must be \(or constrained by\) map or slice`
	clear(c) // ERROR@8 `invalid argument: cannot clear c \(variable of type chan int\): argument must be \(or constrained by\) map or slice`
	clear() // ERROR@2 `invalid operation: not enough arguments for clear\(\) \(expected 1, found 0\)`
	_ = complex(1) // ERROR@6 `invalid operation: not enough arguments for complex\(1\) \(expected 2, found 1\)`
	_ = complex(1, "a") // ERROR@14 `invalid operation: complex\(1, "a"\) \(mismatched types untyped float and untyped string\)`
	_ = complex(x, x) // ERROR@14 `invalid argument: arguments have type int, expected floating-point`
	_ = complex(fl, float32(1)) // ERROR@14 `invalid operation: complex\(fl, float32\(1\)\) \(mismatched types float64 and float32\)`
	_ = complex(fl, 1)
	_ = real(1)
	_ = real("a") // ERROR@11 `invalid argument: argument has type untyped string, expected complex type`
	_ = imag(fl) // ERROR@11 `invalid argument: argument has type float64, expected complex type`
	_ = real(fl) // ERROR@11 `invalid argument: argument has type float64, expected complex type`
	_ = min() // ERROR@6 `invalid operation: not enough arguments for min\(\) \(expected 1, found 0\)`
	_ = min("a", 1) // ERROR@15 `invalid argument: mismatched types untyped string \(previous argument\) and untyped int \(type of 1\)`
	_ = min(x, fl) // ERROR@13 `invalid argument: mismatched types int \(previous argument\) and float64 \(type of fl\)`
	_ = max(x, 1.5) // ERROR@13 `1\.5 \(untyped float constant\) truncated to int`
	_ = max(e) // ERROR@10 `invalid argument: e \(variable of interface type any\) cannot be ordered`
	_ = min(1i) // ERROR@10 `invalid argument: 1i \(untyped complex constant \(0 \+ 1i\)\) cannot be ordered`
	_ = max(x, "a") // ERROR@13 `invalid argument: mismatched types int \(previous argument\) and untyped string \(type of "a"\)`
	_ = min(nil) // ERROR@10 `invalid argument: nil cannot be ordered`
	panic() // ERROR@2 `invalid operation: not enough arguments for panic\(\) \(expected 1, found 0\)`
	panic(1, 2) // ERROR@2 `invalid operation: too many arguments for panic\(1, 2\) \(expected 1, found 2\)`
	_ = panic(1) // ERROR@6 `panic\(1\) \(no value\) used as value`
	_ = recover(1) // ERROR@6 `invalid operation: too many arguments for recover\(1\) \(expected 0, found 1\)`
	recover // ERROR@2 `recover \(built-in\) must be called`
	print(print) // ERROR@8 `print \(built-in\) must be called`
	println(int) // ERROR@10 `int \(type\) is not an expression`
	print(nil) // ERROR@8 `use of untyped nil in argument to built-in print`
	_ = print // ERROR@6 `print \(built-in\) must be called`
	_ = len // ERROR@6 `len \(built-in\) must be called`
	x = len // ERROR@6 `len \(built-in\) must be called`
	_ = unsafe.Sizeof() // ERROR@6 `invalid operation: not enough arguments for unsafe\.Sizeof\(\) \(expected 1, found 0\)`
	_ = unsafe.Sizeof(int) // ERROR@20 `int \(type\) is not an expression`
	_ = unsafe.Offsetof(x) // ERROR@22 `invalid argument: x is not a selector expression`
	_ = unsafe.Offsetof(T{}.M) // ERROR@22 `invalid argument: T\{\}\.M is a method value`
	_ = unsafe.Offsetof(T{}.m)
	_ = unsafe.Add(x, 1) // ERROR@17 `cannot use x \(variable of type int\) as unsafe\.Pointer value in argument to unsafe\.Add`
	_ = unsafe.Slice(x, 1) // ERROR@19 `invalid argument: x \(variable of type int\) is not a pointer`
	_ = unsafe.Slice(&x, fl) // ERROR@23 `invalid argument: length fl \(variable of type float64\) must be integer`
	_ = unsafe.Slice(&x, -1) // ERROR@23 `invalid argument: length -1 \(constant of type int\) must not be negative`
	_ = unsafe.String(&x, 1) // ERROR@20 `cannot use &x \(value of type \*int\) as \*byte value in argument to unsafe\.String`
	_ = unsafe.StringData(b) // ERROR@24 `cannot use b \(variable of type \[\]byte\) as string value in argument to unsafe\.StringData`
	_ = unsafe.SliceData(str) // ERROR@23 `invalid argument: str \(variable of type string\) is not a slice`
	_ = unsafe.Pointer(x) // ERROR@21 `cannot convert x \(variable of type int\) to type unsafe\.Pointer`
	_ = unsafe.Foo // ERROR@13 `undefined: unsafe\.Foo`
	_ = unsafe.Alignof(1, 2) // ERROR@6 `invalid operation: too many arguments for unsafe\.Alignof\(1, 2\) \(expected 1, found 2\)`
}
