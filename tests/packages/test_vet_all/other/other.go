package other

type Two struct{ A, B int }

type One[T any] struct{ V T }
