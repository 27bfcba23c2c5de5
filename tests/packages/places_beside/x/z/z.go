package z

func F[K comparable, V any](m map[K]V) V { var v V; return v }
