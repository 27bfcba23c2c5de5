// How generic types and functions are named: %T, %v, %+v, %#v, panics, and local types inside generic functions.
package main

import (
	"errors"
	"fmt"
)

type Pair[A, B any] struct {
	First  A
	Second B
}

type List[T any] struct {
	head *node[T]
	n    int
}

type node[T any] struct {
	val  T
	next *node[T]
}

func (l *List[T]) Push(v T) *List[T] {
	l.head = &node[T]{v, l.head}
	l.n++
	return l
}

type Number interface{ ~int | ~float64 }
type Vec[T Number] []T
type Fn[A, R any] func(A) R
type M[K comparable, V any] map[K]V
type Ch[T any] chan T
type Ptr[T any] *T
type Arr[T any] [2]T
type I[T any] interface{ Get() T }
type MyInt int
type Tree[K interface{ ~int | ~string }, V any] struct {
	Left, Right *Tree[K, V]
	Key         K
	Val         V
}
type Alias[T any] = Pair[T, []T]

func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.Second, p.First} }

func names() {
	fmt.Printf("%T %T %T\n", Pair[int, string]{}, &Pair[int, string]{}, []Pair[string, []int]{})
	fmt.Printf("%T %T\n", Pair[Pair[int, string], map[string]Pair[bool, any]]{}, Pair[*MyInt, func(MyInt) error]{})
	fmt.Printf("%T %T %T %T\n", Vec[MyInt]{}, Fn[int, Pair[int, error]](nil), M[string, Vec[float64]]{}, Ch[Ch[int]](nil))
	fmt.Printf("%T %T %T %T\n", Ptr[int](nil), Arr[struct{ X int }]{}, (*I[int])(nil), Tree[MyInt, any]{})
	fmt.Printf("%T %T %T\n", Alias[int]{}, Pair[struct{}, interface{}]{}, Pair[interface{ M() }, struct {
		A int `x:"y"`
		b string
	}]{})
	fmt.Printf("%T %T %T\n", Pair[<-chan int, chan<- int]{}, Pair[[3]int, [][2]uint8]{}, Pair[rune, byte]{})
	fmt.Printf("%T %T\n", new(List[int]).Push, List[string].describe)
	fmt.Printf("%T %T\n", Pair[error, fmt.Stringer]{}, Pair[func(int, ...string) (bool, error), any]{})
}

func (l List[T]) describe() string { return fmt.Sprintf("%T", l) }

func values() {
	p := Pair[int, string]{1, "x"}
	fmt.Printf("%v %+v %#v\n", p, p, p)
	q := Pair[*int, []Pair[string, bool]]{nil, []Pair[string, bool]{{"k", true}}}
	fmt.Printf("%v %+v %#v\n", q, q, q)
	fmt.Printf("%#v %#v %#v\n", Vec[int]{1}, M[string, int]{"a": 1}, Arr[string]{"x", "y"})
	fmt.Printf("%v %#v\n", Tree[int, string]{Key: 1, Val: "v"}, Tree[string, MyInt]{})
	fmt.Printf("%v %v\n", p.Swap(), p.Swap().Swap() == p)
	fmt.Printf("%T %s\n", (&List[int]{}).Push(1).Push(2).head.next, List[Pair[int, int]]{}.describe())
}

func local[T any](x T) any {
	type box struct{ v T }
	return box{x}
}

func localTwice[K comparable, V any](k K, v V) (any, any) {
	type entry struct {
		k K
		v V
	}
	type entries []entry
	return entry{k, v}, entries{{k, v}}
}

func (p Pair[A, B]) local() any {
	type inner struct{ a A }
	return inner{p.First}
}

func locals() {
	a, b, c := local(1), local("s"), local(2)
	fmt.Printf("%T %T %v %v %v\n", a, b, a == local(1), a == c, a == b)
	e, es := localTwice("k", 1.5)
	fmt.Printf("%T %v %T %v\n", e, e, es, es)
	fmt.Printf("%T %v\n", Pair[MyInt, bool]{3, true}.local(), Pair[MyInt, bool]{3, true}.local())
	type mine struct{ x int }
	fmt.Printf("%T %T\n", local(mine{1}), Pair[mine, *mine]{})
	fmt.Printf("%#v\n", local(mine{1}))
	{
		type mine string
		fmt.Printf("%T %T\n", local(mine("x")), Vec[int]{})
		x, y := any(Pair[mine, int]{}), any(Pair[string, int]{})
		fmt.Println(x == y)
	}
}

func catch(f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%v (%T)\n", r, r)
		var e error
		if err, ok := r.(error); ok {
			e = err
		}
		_ = errors.Unwrap(e)
	}()
	f()
}

type Getter[T any] interface{ Get() T }
type impl[T any] struct{ v T }

func (i impl[T]) Get() T { return i.v }

func panics() {
	var x any = Pair[int, string]{}
	catch(func() { _ = x.(Pair[string, int]) })
	catch(func() { _ = x.(*Pair[int, string]) })
	catch(func() { _ = x.(Getter[int]) })
	catch(func() { _ = x.(int) })
	var g Getter[int] = impl[int]{1}
	catch(func() { _ = g.(impl[MyIntGetter]) })
	catch(func() { _ = any(g).(Getter[string]) })
	catch(func() { _ = any(impl[[]int]{}) == any(impl[[]int]{}) })
	catch(func() { _ = map[any]int{Pair[[]int, int]{}: 1} })
	catch(func() { var p *Pair[int, int]; p.First = 1 })
	catch(func() { var n Getter[MyInt]; _ = n.(impl[MyInt]) })
	catch(func() { _ = toType[Vec[float64]](1) })
	catch(func() { _ = toType[error](Vec[int]{}) })
	catch(func() { _ = toType[Tree[string, int]](nil) })
	catch(func() { panic(Pair[int, error]{1, errors.New("e")}) })
}

type MyIntGetter = int8X
type int8X = int

func toType[T any](x any) T { return x.(T) }

func main() {
	names()
	values()
	locals()
	panics()
}
