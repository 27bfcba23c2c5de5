// A panic inside instantiated functions and methods, and closures in them.
package main

type list[T any] struct{ items []T }

func (l *list[T]) at(i int) T { return l.items[i] }

func apply[T, U any](x T, f func(T) U) U {
	return func() U { return f(x) }()
}

func main() {
	l := &list[string]{}
	apply(3, func(i int) string { return l.at(i) })
}
