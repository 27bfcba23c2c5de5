// For statements that the specification refuses, in all their forms.
package p

import "iter"

type seq func(yield func(int) bool)

func forms(x int, b bool, s []int) {
	for x { // ERROR@6 `non-boolean condition in for statement`
	}
	for i := 0; i < 3; i++ {
		i := i // ERROR@3 `declared and not used: i`
	}
	for i := 0; ; { // ERROR@6 `declared and not used: i`
	}
	for i := 0; i; i++ { // ERROR@14 `non-boolean condition in for statement`
	}
	for ; "a"; { // ERROR@8 `non-boolean condition in for statement`
	}
	for ; ; x + 1 { // ERROR@10 `x \+ 1 \(value of type int\) is not used`
	}
	for x := x; b; { // ERROR@6 `declared and not used: x`
	}
	for {
		break
		continue
	}
}

func ranges(x int, f float64, str string, p *int, pa *[3]int, pps **[3]int, ps *[]int, m map[string]int, c chan int, sc chan<- int, e any, fn func(), u8 uint8, t struct{}) {
	for i := range f { // ERROR@17 `cannot range over f \(variable of type float64\)`
	}
	for range 1.0 { // ERROR@12 `cannot range over 1\.0 \(untyped float constant 1\)`
	}
	for i := range 1.5 { // ERROR@17 `cannot range over 1\.5 \(untyped float constant\)`
		_ = i
	}
	for range "a" + 1 { // ERROR@12 `invalid operation: "a" \+ 1 \(mismatched types untyped string and untyped int\)`
	}
	for range p { // ERROR@12 `cannot range over p \(variable of type \*int\)`
	}
	for range pps { // ERROR@12 `cannot range over pps \(variable of type \*\*\[3\]int\)`
	}
	for range ps { // ERROR@12 `cannot range over ps \(variable of type \*\[\]int\)`
	}
	for range sc { // ERROR@12 `cannot range over sc \(variable of type chan<- int\): receive from send-only channel chan<- int`
	}
	for range e { // ERROR@12 `cannot range over e \(variable of interface type any\)`
	}
	for range t { // ERROR@12 `cannot range over t \(variable of type struct\{\}\)`
	}
	for range nil { // ERROR@12 `cannot range over nil`
	}
	for range true { // ERROR@12 `cannot range over true \(untyped bool constant\)`
	}
	for range int { // ERROR@12 `int \(type\) is not an expression`
	}
	for range undefined { // ERROR@12 `undefined: undefined`
	}
	for i, v := range 10 { // ERROR `declared and not used: i` `range over 10 \(untyped int constant\) permits only one iteration variable`
	}
	for i, v := range c { // ERROR `declared and not used: i` `range over c \(variable of type chan int\) permits only one iteration variable`
	}
	for i, v, w := range m { // ERROR `declared and not used: i` `declared and not used: v` `range clause permits at most two iteration variables`
	}
	for i := range 1 << 70 { // ERROR `declared and not used: i` `cannot use 1 << 70 \(untyped int constant 1180591620717411303424\) as int value in range clause \(overflows\)`
	}
	for u8 = range 256 { // ERROR@17 `cannot use 256 \(untyped int constant\) as uint8 value in range clause \(overflows\)`
	}
	for u8 = range 255 {
	}
	for f = range 3 { // ERROR@6 `cannot use iteration variable of type float64`
	}
	for f = range x { // ERROR@16 `cannot use x \(variable of type int\) as float64 value in range clause`
	}
	for str = range 3 { // ERROR@18 `cannot use 3 \(untyped int constant\) as string value in range clause`
	}
	var i8 int8 // ERROR@6 `declared and not used: i8`
	for i8 = range x { // ERROR@17 `cannot use x \(variable of type int\) as int8 value in range clause`
	}
	for i8 = range 128 { // ERROR@17 `cannot use 128 \(untyped int constant\) as int8 value in range clause \(overflows\)`
	}
	for x = range str {
	}
	for x, x = range str { // ERROR@9 `cannot use x \(value of type rune\) as int value in assignment`
	}
	var r rune // ERROR@6 `declared and not used: r`
	for x, r = range str {
	}
	for r = range str { // ERROR@6 `cannot use r \(value of type int\) as rune value in assignment`
	}
	for x = range m { // ERROR@6 `cannot use x \(value of type string\) as int value in assignment`
	}
	for str, x = range m {
	}
	for 1 = range m { // ERROR@6 `cannot assign to 1 \(neither addressable nor a map index expression\)`
	}
	for x+1 = range pa { // ERROR@6 `cannot assign to x \+ 1 \(neither addressable nor a map index expression\)`
	}
	for _ = range pa {
	}
	for _, _ = range pa {
	}
	for _ := range pa { // ERROR@2 `no new variables on left side of :=`
	}
	for _, x := range pa { // ERROR@9 `declared and not used: x`
	}
	for i, i := range pa { // ERROR `declared and not used: i` `i redeclared in this block\n\t108:6: other declaration of i`
	}
	for i.x := range pa { // ERROR `no new variables on left side of :=` `invalid syntax tree: cannot declare i\.x`
	}
	for a, b := range *pa { // ERROR@9 `declared and not used: b`
		_ = a
	}
	const k = 3
	for k = range pa { // ERROR@6 `cannot assign to k \(neither addressable nor a map index expression\)`
	}
	for x := range x {
		_ = x
	}
}

func functions(s seq, p *seq, s2 iter.Seq2[string, error], noYield func(), wrong func(int), wrong2 func(func(int)), wrong3 func(func(int) int), wrong4 func(func(int) bool) bool, wrong5 func(func(int, int, int) bool), wrong6 func(func(...int) bool), three func(func() bool), variadic func(...func(int) bool), two func(func(int) bool, int)) {
	for i := range s { // ERROR@6 `declared and not used: i`
	}
	for i, j := range s { // ERROR `declared and not used: i` `range over s \(variable of func type seq\) permits only one iteration variable`
	}
	for range p { // ERROR@12 `cannot range over p \(variable of type \*seq\)`
	}
	for a, b, c := range s2 { // ERROR `declared and not used: a` `declared and not used: b` `range clause permits at most two iteration variables`
	}
	for a, b := range s2 {
		_ = a + b // ERROR@7 `invalid operation: a \+ b \(mismatched types string and error\)`
	}
	for range noYield { // ERROR@12 `cannot range over noYield \(variable of type func\(\)\): func must be func\(yield func\(\.\.\.\) bool\): wrong argument count`
	}
	for range wrong { // ERROR@12 `cannot range over wrong \(variable of type func\(int\)\): func must be func\(yield func\(\.\.\.\) bool\): argument is not func`
	}
	for range wrong2 { // ERROR@12 `cannot range over wrong2 \(variable of type func\(func\(int\)\)\): func must be func\(yield func\(\.\.\.\) bool\): yield func does not return bool`
	}
	for range wrong3 { // ERROR@12 `cannot range over wrong3 \(variable of type func\(func\(int\) int\)\): func must be func\(yield func\(\.\.\.\) bool\): yield func does not return bool`
	}
	for range wrong4 { // ERROR@12 `cannot range over wrong4 \(variable of type func\(func\(int\) bool\) bool\): func must be func\(yield func\(\.\.\.\) bool\): unexpected results`
	}
	for range wrong5 { // ERROR@12 `cannot range over wrong5 \(variable of type func\(func\(int, int, int\) bool\)\): func must be func\(yield func\(\.\.\.\) bool\): yield func has too many parameters`
	}
	for range wrong6 { // ERROR@12 `cannot range over wrong6 \(variable of type func\(func\(\.\.\.int\) bool\)\): yield func of type func\(\.\.\.int\) bool cannot be variadic`
	}
	for i := range three { // ERROR@6 `range over three \(variable of type func\(func\(\) bool\)\) permits no iteration variables`
	}
	for range three {
	}
	for range variadic { // ERROR@12 `cannot range over variadic \(variable of type func\(\.\.\.func\(int\) bool\)\): func must be func\(yield func\(\.\.\.\) bool\): argument is not func`
	}
	for range two { // ERROR@12 `cannot range over two \(variable of type func\(func\(int\) bool, int\)\): func must be func\(yield func\(\.\.\.\) bool\): wrong argument count`
	}
	var str string // ERROR@6 `declared and not used: str`
	for str = range s { // ERROR@6 `cannot use str \(value of type int\) as string value in assignment`
	}
	for str = range s2 {
	}
	for range func(yield func() bool) {} {
	}
}

func generics[S ~[]E | ~map[int]E, E any, F func(func(int) bool), N ~int | ~int8, M ~int8, X any, Y ~string | ~[]byte, C ~chan int | ~<-chan int](s S, f F, n N, m M, x X, y Y, c C) {
	for range s { // ERROR@12 `cannot range over s \(variable of type S constrained by ~\[\]E \| ~map\[int\]E\): \[\]E and map\[int\]E have different underlying types`
	}
	for i := range f { // ERROR@6 `declared and not used: i`
	}
	for range n { // ERROR@12 `cannot range over n \(variable of type N constrained by ~int \| ~int8\): int and int8 have different underlying types`
	}
	for range m {
	}
	for range x { // ERROR@12 `cannot range over x \(variable of type X constrained by any\): no specific type`
	}
	for i, v := range y { // ERROR@20 `cannot range over y \(variable of type Y constrained by ~string \| ~\[\]byte\): string and \[\]byte have different underlying types`
	}
	for v := range c { // ERROR@6 `declared and not used: v`
	}
}
