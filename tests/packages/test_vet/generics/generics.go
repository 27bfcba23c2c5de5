package generics

import "fmt"

type Number interface{ ~int | ~float64 }

func Show[T any, N Number, S fmt.Stringer, I int | int8](t T, n N, s S, i I, ts []T, p *T) {
	fmt.Printf("%d %v", t, t)
	fmt.Printf("%d", n)
	fmt.Printf("%s", s)
	fmt.Printf("%d %s", i, i)
	fmt.Printf("%s", ts)
	fmt.Printf("%s %d", p, p)
}

type Stack[T any] struct{ list []T }

func (s *Stack[T]) Printf(format string, args ...any) { fmt.Printf(format, args...) }

func use() {
	s := &Stack[int]{}
	s.Printf("%d", "x")
	printf[int]("%d", "x")
	printf2("%d", 1, "x")
}

func printf[T any](format string, args ...any) { fmt.Printf(format, args...) }

func printf2[T any](format string, t T, args ...any) { fmt.Printf(format, append([]any{t}, args...)...) }
