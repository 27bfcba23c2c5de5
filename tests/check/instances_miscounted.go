// Package miscounted: what has the type of an instance with too many arguments is not complained of again where such a type
// comes out of a generic function.
package miscounted

type E[T any] interface{}

func g[T any](x any) E[any, any] { return x } // ERROR `too many type arguments for type E: have 2, want 1` `cannot use x \(variable of interface type any\) as E\[any, any\] value in return statement: need type assertion`

func f() {
	if g[int](3) != 3 {
	}
	g[string](1) + 1
}
