// A method of a type parameter is found in a dictionary: gc inlines it in the wrapper that some have, never where it is called.
package main

type indexer interface{ at(n int) int }

type value struct{ x int }

func (v value) at(n int) int { var p []int; return p[n] }

type pointer struct{ x int }

func (v *pointer) at(n int) int { var p []int; return p[n] }

type promoted struct{ pointer }

type generic[T any] struct{ v T }

func (g generic[T]) at(n int) int { var p []T; _ = p[n]; return 1 }

//go:noinline
func call[T indexer](t T, n int) int   { return t.at(n) }
func inlined[T indexer](t T, n int) int { return t.at(n) }

func later[T indexer](t T, n int) int {
	defer t.at(n)
	return 0
}

func expression[T indexer](t T, n int) int { return T.at(t, n) }

func literal[T indexer](t T, n int) int {
	f := func() int { return t.at(n) }
	return f()
}

// Each fails while the one before is deferred.
func chain(calls ...func()) {
	if len(calls) == 0 {
		return
	}
	defer chain(calls[1:]...)
	calls[0]()
}

func main() {
	chain(
		func() { call(value{1}, 5) },
		func() { call(&value{1}, 5) },
		func() { call(&pointer{1}, 5) },
		func() { call(&promoted{}, 5) },
		func() { call(generic[int]{1}, 5) },
		func() { call(&generic[string]{}, 5) },
		func() { call[indexer](value{1}, 5) },
		func() { inlined(value{1}, 5) },
		func() { inlined(&promoted{}, 5) },
		func() { later(value{1}, 5) },
		func() { later(&value{1}, 5) },
		func() { later(generic[int]{1}, 5) },
		func() { expression(value{1}, 5) },
		func() { expression(generic[int]{1}, 5) },
		func() { literal(value{1}, 5) },
		func() { literal(&value{1}, 5) },
	)
}
