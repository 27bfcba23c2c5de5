// Operations on values of type parameters.
package p

type Number interface{ ~int | ~float64 }
type Str interface{ ~string | ~[]byte }

func add[T Number](a, b T) T { return a + b }
func addAny[T any](a, b T) T { return a + b } // ERROR@39 `invalid operation: operator \+ not defined on a \(variable of type T constrained by any\)`
func eq[T comparable](a, b T) bool { return a == b }
func eqAny[T any](a, b T) bool { return a == b } // ERROR@41 `invalid operation: a == b \(incomparable types in type set\)`
func less[T comparable](a, b T) bool { return a < b } // ERROR@47 `invalid operation: a < b \(type parameter T cannot use operator <\)`
func conv[T Number](i int) T { return T(i) }
func convS[T Str](s string) T { return T(s) }
func convBad[T Number](s string) T { return T(s) } // ERROR@47 `cannot convert s \(variable of type string\) to type T: cannot convert string to type int \(in T\)`
func konst[T Number]() T { return 1 }
func konstBad[T Number]() T { return 1.5 } // ERROR@38 `cannot use 1\.5 \(untyped float constant\) as T value in return statement`
func konst300[T ~int8 | ~int](x T) T { return x + 300 } // ERROR@51 `cannot convert 300 \(untyped int constant\) to type T`
func idx[T Str](s T) byte { return s[0] }
func rng[T ~[]int](s T) { for _, x := range s { _ = x } }
func rngBad[T Number](s T) { for range s { } } // ERROR@40 `cannot range over s \(variable of type T constrained by Number\): int and float64 have different underlying types`
func call[F ~func(int) int](f F) int { return f(1) }
func nilT[T any]() T { return nil } // ERROR@31 `cannot use nil as T value in return statement`
func nilP[T any]() *T { return nil }
func mk[T ~[]int]() T { return make(T, 1) }
func mkBad[T any]() T { return make(T, 1) } // ERROR@37 `invalid argument: cannot make T: no specific type`
func ln[T Str](s T) int { return len(s) }
func lnBad[T Number](s T) int { return len(s) } // ERROR@44 `invalid argument: s \(variable of type T constrained by Number\) for built-in len`
func field[T struct{ x int }](t T) int { return t.x } // ERROR@51 `t\.x undefined \(type T has no field or method x\)`
func method[T interface{ M() int }](t T) int { return t.M() }
func methodBad[T any](t T) int { return t.M() } // ERROR@43 `t\.M undefined \(type T has no field or method M\)`
func assert[T any](t T) int { return t.(int) } // ERROR@38 `invalid operation: cannot use type assertion on type parameter value t \(variable of type T constrained by any\)`
func sw[T any](t T) { switch t.(type) { } } // ERROR@30 `cannot use type switch on type parameter value t \(variable of type T constrained by any\)`
func swAny[T any](t T) { switch any(t).(type) { case int: } }
func deref[T *int](t T) int { return *t }
func recv[T chan int](t T) int { return <-t }
func zero[T any]() (z T) { return }
func shadow[T any](x T) { var T int; _ = T } // ERROR `T redeclared in this block\n\t37:13: other declaration of T` `T \(type\) is not an expression`

type List[T any] struct { next *List[T]; val T }
func (l *List[T]) Push(x T) { l.next = &List[T]{nil, x} }
func (l *List[T]) Bad(x int) { l.val = x } // ERROR@40 `cannot use x \(variable of type int\) as T value in assignment`

func use() {
	add(1, 2)
	add(1, 2.5)
	add(1, "a") // ERROR@9 `in call to add, mismatched types untyped int and untyped string \(cannot infer T\)`
	add("a", "b") // ERROR@5 `string does not satisfy Number \(string missing in ~int \| ~float64\)`
	_ = eq([]int{}, nil) // ERROR@8 `\[\]int does not satisfy comparable`
	_ = conv[float64](1)
	_ = conv(1) // ERROR@10 `in call to conv, cannot infer T \(declared at 12:11\)`
	var l List[int]
	l.Push("a") // ERROR@9 `cannot use "a" \(untyped string constant\) as int value in argument to l\.Push`
	l.Push(1)
	var l2 List // ERROR@9 `cannot use generic type List\[T any\] without instantiation`
	_ = l2
	_ = List[int, int]{} // ERROR@6 `too many type arguments for type List: have 2, want 1`
	_ = add[int]
	var f func(int, int) int = add
	_ = f
	var g func(string, string) string = add // ERROR@38 `string does not satisfy Number \(string missing in ~int \| ~float64\)`
	_ = g
	call(func(int) int { return 1 })
	call(func(string) int { return 1 }) // ERROR@6 `in call to call, F \(type func\(string\) int\) does not satisfy ~func\(int\) int`
	apply([]int{1}, func(i int) string { return "" })
	apply([]int{1}, conv[string]) // ERROR@23 `string does not satisfy Number \(string missing in ~int \| ~float64\)`
}

func apply[A, B any](s []A, f func(A) B) []B { return nil }
