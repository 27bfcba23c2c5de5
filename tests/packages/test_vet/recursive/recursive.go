package recursive

import "fmt"

type A struct{ n int }

func (a A) String() string { return fmt.Sprintf("%v", a) }

type B struct{}

func (b *B) String() string { return fmt.Sprint(b) + fmt.Sprintf("%s %s", b, &b) }

type E int

func (e E) Error() string { return fmt.Sprintf("%d %s", e, e) }

type F struct{}

func (f F) Format(s fmt.State, verb rune) { fmt.Fprintf(s, "%z", f) }
func (f F) String() string                { return fmt.Sprint(f) }

type G[T any] struct{ v T }

func (g G[T]) String() string { return fmt.Sprintf("%v %#v %x", g, g, g) }
