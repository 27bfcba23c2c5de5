package a

var X int

func F[K comparable, V any](m map[K]V) V { var v V; return v }
