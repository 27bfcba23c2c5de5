// Type parameters, their constraints, and inference.
package p

type Number interface{ ~int | ~float64 }

type MyInt int

func sum[T Number](xs ...T) (s T) { return }

type Pair[K comparable, V any] struct {
	k K
	v V
}

func apply[T, U any](x T, f func(T) U) U { return f(x) }

func make1[T any]() (t T) { return }

type Strings interface{ int | string }

func two[A any, B []A](a A, b B) {}

var (
	_ = sum(1, 2.5)
	_ = sum("a") // ERROR "string does not satisfy Number \(string missing in ~int \| ~float64\)"
	_ = sum[string]() // ERROR "string does not satisfy Number \(string missing in ~int \| ~float64\)"
	_ = sum(MyInt(1), MyInt(2))
	_ = sum(1, MyInt(2))
	_ = sum(1.5, "x") // ERROR "in call to sum, mismatched types untyped float and untyped string \(cannot infer T\)"
	_ Pair[int] // ERROR "not enough type arguments for type Pair: have 1, want 2"
	_ Pair[[]int, int] // ERROR "\[\]int does not satisfy comparable"
	_ Pair[int, string, bool] // ERROR "too many type arguments for type Pair: have 3, want 2"
	_ Pair // ERROR "cannot use generic type Pair\[K comparable, V any\] without instantiation"
	_ = apply(1, func(s string) int { return 0 }) // ERROR "cannot use 1 \(untyped int constant\) as string value in argument to apply"
	_ = apply(1, func(i int) string { return "" })
	_ = make1() // ERROR "in call to make1, cannot infer T \(declared at \S*17:12\)"
	_ = make1[int]()
	_ Number // ERROR "cannot use type Number outside a type constraint: interface contains type constraints"
	_ MyInt[int] // ERROR "invalid operation: MyInt\[int\] \(MyInt is not a generic type\)"
	_ = two[int]
	_ func(int, []int) = two
	_ func(int) = two // ERROR "type func\(int\) of _ does not match func\(a A, b B\) \(cannot infer A and B\)"
)

type Bad1[T int | Number2] struct{} // ERROR "undefined: Number2"
type Bad2[T ~MyInt] struct{} // ERROR "invalid use of ~ \(underlying type of MyInt is int\)"
type Bad3[T int | ~int] struct{} // ERROR "overlapping terms ~int and int"
type Bad4[T any] T // ERROR "cannot use a type parameter as RHS in type declaration"

func f[T any](x T) {
	_ = x + x // ERROR "invalid operation: operator \+ not defined on x \(variable of type T constrained by any\)"
	_ = x == x // ERROR "invalid operation: x == x \(incomparable types in type set\)"
	x.m() // ERROR "x\.m undefined \(type T has no field or method m\)"
	var _ int = x // ERROR "cannot use x \(variable of type T constrained by any\) as int value in variable declaration"
}

func g[T interface{ ~[]E }, E any](x T) E { return x[0] }

var _ = g([]int{})
var _ = g(1) // ERROR "in call to g, cannot infer E \(declared at \S*57:29\)"
