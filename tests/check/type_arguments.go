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
	_ = sum("a") // ERROR@9 `string does not satisfy Number \(string missing in ~int \| ~float64\)`
	_ = sum[string]() // ERROR@10 `string does not satisfy Number \(string missing in ~int \| ~float64\)`
	_ = sum(MyInt(1), MyInt(2))
	_ = sum(1, MyInt(2))
	_ = sum(1.5, "x") // ERROR@15 `in call to sum, mismatched types untyped float and untyped string \(cannot infer T\)`
	_ Pair[int] // ERROR@4 `not enough type arguments for type Pair: have 1, want 2`
	_ Pair[[]int, int] // ERROR@9 `\[\]int does not satisfy comparable`
	_ Pair[int, string, bool] // ERROR@4 `too many type arguments for type Pair: have 3, want 2`
	_ Pair // ERROR@4 `cannot use generic type Pair\[K comparable, V any\] without instantiation`
	_ = apply(1, func(s string) int { return 0 }) // ERROR@12 `cannot use 1 \(untyped int constant\) as string value in argument to apply`
	_ = apply(1, func(i int) string { return "" })
	_ = make1() // ERROR@11 `in call to make1, cannot infer T \(declared at 17:12\)`
	_ = make1[int]()
	_ Number // ERROR@4 `cannot use type Number outside a type constraint: interface contains type constraints`
	_ MyInt[int] // ERROR@4 `invalid operation: MyInt\[int\] \(MyInt is not a generic type\)`
	_ = two[int]
	_ func(int, []int) = two
	_ func(int) = two // ERROR@16 `type func\(int\) of _ does not match func\(a A, b B\) \(cannot infer A and B\)`
)

type Bad1[T int | Number2] struct{} // ERROR@19 `undefined: Number2`
type Bad2[T ~MyInt] struct{} // ERROR@13 `invalid use of ~ \(underlying type of MyInt is int\)`
type Bad3[T int | ~int] struct{} // ERROR@19 `overlapping terms ~int and int`
type Bad4[T any] T // ERROR@18 `cannot use a type parameter as RHS in type declaration`

func f[T any](x T) {
	_ = x + x // ERROR@6 `invalid operation: operator \+ not defined on x \(variable of type T constrained by any\)`
	_ = x == x // ERROR@6 `invalid operation: x == x \(incomparable types in type set\)`
	x.m() // ERROR@4 `x\.m undefined \(type T has no field or method m\)`
	var _ int = x // ERROR@14 `cannot use x \(variable of type T constrained by any\) as int value in variable declaration`
}

func g[T interface{ ~[]E }, E any](x T) E { return x[0] }

var _ = g([]int{})
var _ = g(1) // ERROR@10 `in call to g, cannot infer E \(declared at 57:29\)`
