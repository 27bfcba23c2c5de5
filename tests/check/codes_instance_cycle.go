package p

// Instances without end; looked for only where all else is in order.

func endless[T any](n int) { // ERROR@14 `instantiation cycle:\n\t7:11: T instantiated as \*T`
	if n > 0 {
		endless[*T](n - 1)
	}
}

type nested[T any] struct{ value T }

func (n nested[T]) grow() {
	nested[nested[T]]{}.grow()
}
