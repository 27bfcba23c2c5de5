package util

import (
	"fmt"
	"os"
)

type hidden struct{ a int }

type impl struct{ inner }

type inner struct{ b int }

func (impl) Do() { doing() }

func doing() {}

type Doer interface{ Do() }

func New() Doer { return &impl{} }

func helper() int { return 1 }

func Small() int { return helper() }

func deep() int { return deeper() }

func deeper() int { return deepest }

var deepest = 3

func Chain() int { return deep() }

func bigHelper(n int) int {
	for i := 0; i < n; i++ {
		fmt.Println(i)
		if i%3 == 0 {
			fmt.Fprintln(os.Stderr, "x", i, n)
		}
	}
	return n
}

func CallsBig(n int) int { return bigHelper(n) }

func insideBig() {}

func Big(n int) int {
	insideBig()
	for i := 0; i < n; i++ {
		fmt.Println(i)
		if i%3 == 0 {
			fmt.Fprintln(os.Stderr, "x", i, n)
		}
	}
	return n
}

func unused() {}

const limit = 10

func Limit() int { return limit }

type state int

const (
	idle state = iota
	busy
)

func (s state) name() string { return names[s] }

var names = []string{"idle", "busy"}

type Machine struct{ s state }

func (m *Machine) Name() string { return m.s.name() }

func inGeneric() {}

func Generic[T any](x T) T {
	inGeneric()
	for i := 0; i < 10; i++ {
		fmt.Println(i)
		fmt.Println(i)
		fmt.Println(i)
	}
	return x
}

type List[T any] struct{ head *node[T] }

type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) { l.head = newNode(v, l.head); fmt.Println(1); fmt.Println(1); fmt.Println(1) }

func newNode[T any](v T, next *node[T]) *node[T] { return &node[T]{v, next} }

type option func(*config)

type config struct{ port int }

func With(p int) option { return func(c *config) { c.port = p; touched() } }

func touched() {}

func ByLocal() int {
	var l local
	return l.x
}

type local struct{ x int }

func Asserts(x any) bool {
	_, ok := x.(asserted)
	return ok
}

type asserted struct{}

func Switches(x any) int {
	switch x.(type) {
	case switched:
		return 1
	}
	return 0
}

type switched struct{}

func Makes() int { return len(make([]made, 3)) }

type made struct{}

func Converts(x int) int { return int(converted(x)) }

type converted int

func Defers() { defer deferred() }

func deferred() {}

func Goes() { go gone() }

func gone() {}

func Recursive(n int) int {
	if n == 0 {
		return recursed()
	}
	return Recursive(n - 1)
}

func recursed() int { return 0 }

//go:noinline
func Marked() { marked() }

func marked() {}

var Value = initial()

func initial() int { return 1 }

var Func = func() int { return inLiteral() }

func inLiteral() int { return 1 }

func Panics() { panic(message) }

var message = "m"

func Selects(c chan int) {
	select {
	case <-c:
		selected()
	default:
	}
}

func selected() {}

func Ranges(s []int) (n int) {
	for _, x := range s {
		n += ranged(x)
	}
	return
}

func ranged(x int) int { return x }

func Recovers() { recovered(recover()) }

func recovered(any) {}

func Closure() func() int {
	n := counterStart
	return func() int { n += step; return n }
}

var counterStart, step = 1, 2

func FieldOf() int { return theHidden.a }

var theHidden hidden

type embedder struct{ Machine }

func MethodValue() func() string { var e embedder; return e.Name }

func MethodExpr() func(third) { return third.m }

type third struct{}

func (third) m() { fourth() }

func fourth() {}

func Typed() bool { return fmt.Sprint(typed(1)) == "" }

type typed int
