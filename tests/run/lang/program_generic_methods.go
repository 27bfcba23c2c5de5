package main

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
)

type Seq[T any] iter.Seq[T]

func From[T any](xs ...T) Seq[T] { return Seq[T](slices.Values(xs)) }
func (s Seq[T]) Map[U any](f func(T) U) Seq[U] {
	return func(yield func(U) bool) {
		for x := range s {
			if !yield(f(x)) {
				return
			}
		}
	}
}
func (s Seq[T]) Filter(f func(T) bool) Seq[T] {
	return func(yield func(T) bool) {
		s(func(x T) bool { return !f(x) || yield(x) })
	}
}
func (s Seq[T]) Reduce[A any](a A, f func(A, T) A) A {
	for x := range s {
		a = f(a, x)
	}
	return a
}
func (s Seq[T]) FlatMap[U any](f func(T) Seq[U]) Seq[U] {
	return func(yield func(U) bool) {
		for x := range s {
			for u := range f(x) {
				if !yield(u) {
					return
				}
			}
		}
	}
}
func (s Seq[T]) Zip[U any](o Seq[U]) iter.Seq2[T, U] {
	return func(yield func(T, U) bool) {
		next, stop := iter.Pull(iter.Seq[U](o))
		defer stop()
		for x := range s {
			if u, ok := next(); !ok || !yield(x, u) {
				return
			}
		}
	}
}
func (s Seq[T]) GroupBy[K comparable](key func(T) K) map[K][]T {
	return s.Reduce(map[K][]T{}, func(m map[K][]T, x T) map[K][]T { m[key(x)] = append(m[key(x)], x); return m })
}
func (s Seq[T]) Collect() []T { return s.Reduce([]T(nil), func(a []T, x T) []T { return append(a, x) }) }

type Option[T any] struct {
	v  T
	ok bool
}

func Some[T any](v T) Option[T] { return Option[T]{v, true} }
func (o Option[T]) Then[U any](f func(T) Option[U]) (r Option[U]) {
	if o.ok {
		return f(o.v)
	}
	return
}
func (o Option[T]) Or(d T) T {
	if o.ok {
		return o.v
	}
	return d
}
func (o *Option[T]) Convert[U any, F ~func(T) (U, error)](f F) (Option[U], error) {
	if !o.ok {
		return Option[U]{}, errors.New("none")
	}
	u, err := f(o.v)
	return Option[U]{u, err == nil}, err
}

type Registry struct {
	mu sync.Mutex
	m  map[string]any
}

func (r *Registry) Get[T any](name string, mk func() T) T {
	r.mu.Lock()
	defer r.mu.Unlock()
	if v, ok := r.m[name].(T); ok {
		return v
	}
	if r.m == nil {
		r.m = map[string]any{}
	}
	v := mk()
	r.m[name] = v
	return v
}
func (r *Registry) Must[T any](name string) T { return r.m[name].(T) }

type App struct {
	*Registry
	Inner[string]
}
type Inner[K any] struct{ k K }

func (i *Inner[K]) Pair[V any](v V) (K, V)             { return i.k, v }
func (i Inner[K]) Nest[V any](v V) Inner[Option[V]]    { return Inner[Option[V]]{Some(v)} }
func (i Inner[K]) Deep[V any](n int, v V) string {
	type frame struct {
		k K
		v V
	}
	if n == 0 {
		return fmt.Sprintf("%T", frame{i.k, v})
	}
	return i.Deep(n-1, v)
}
func (i Inner[K]) Mutual[V any](n int, v V) int {
	if n <= 0 {
		return 0
	}
	return 1 + Inner[V]{v}.Mutual2(n-1, i.k)
}
func (i Inner[K]) Mutual2[V any](n int, v V) int {
	if n <= 0 {
		return 0
	}
	return 1 + Inner[V]{v}.Mutual(n-1, i.k)
}

var global = From(1, 2, 3).Map(strconv.Itoa).Collect()
var conv = Option[int].Then[string]
var table = map[string]func(Seq[int]) string{
	"sum":  func(s Seq[int]) string { return fmt.Sprint(s.Reduce(0, func(a, b int) int { return a + b })) },
	"join": func(s Seq[int]) string { return strings.Join(s.Map(strconv.Itoa).Collect(), "+") },
}

func apply[T, U any](x T, f func(T) U) U { return f(x) }

type Shape interface{ Area() float64 }
type Sq float64

func (s Sq) Area() float64           { return float64(s * s) }
func (s Sq) Scale[N ~int | ~float64](n N) Sq { return s * Sq(n) }

func crash[T any](s Seq[T]) {
	s.Map(func(T) int { var p *int; return *p }).Collect()
}

func main() {
	fmt.Println(global, table["sum"](From(1, 2, 3)), table["join"](From(4, 5)))
	words := From(strings.Fields("the cat sat on the mat")...)
	g := words.GroupBy(func(s string) int { return len(s) })
	fmt.Println(g[3], g[2], words.Map(strings.ToUpper).Filter(func(s string) bool { return s > "N" }).Collect())
	for a, b := range From(1, 2, 3).Zip(From("x", "y")) {
		fmt.Print(a, b, " ")
	}
	fmt.Println(From("ab", "c").FlatMap(func(s string) Seq[rune] { return From([]rune(s)...) }).Collect())
	half := func(i int) Option[int] {
		if i%2 != 0 {
			return Option[int]{}
		}
		return Some(i / 2)
	}
	fmt.Println(Some(8).Then(half).Then(half), Some(6).Then(half).Then(half).Or(-1), conv(Some(3), func(i int) Option[string] { return Some(strings.Repeat("z", i)) }))
	o := Some("42")
	n, err := o.Convert(strconv.Atoi)
	fmt.Println(n, err)
	o.v = "x"
	n, err = o.Convert(strconv.Atoi)
	fmt.Println(n, err)
	c := o.Convert[bool, func(string) (bool, error)]
	fmt.Println(c(func(s string) (bool, error) { return s == "x", nil }))
	app := App{&Registry{}, Inner[string]{"key"}}
	fmt.Println(app.Get("n", func() int { return 7 }), app.Get("n", func() int { return 8 }), app.Get("n", func() string { return "other" }), app.Must[string]("n"))
	fmt.Println(app.Pair(1.5))
	k, v := (&app).Inner.Pair([]int{1})
	fmt.Printf("%v %v %T %T\n", k, v, app.Nest(1), app.Nest("s").Nest(2))
	fmt.Println(app.Deep(3, Sq(1)), Inner[[]Sq]{}.Deep(0, map[string]Sq{}), app.Mutual(5, 2.5))
	pair := app.Pair[error]
	app.k = "changed"
	fmt.Println(pair(nil))
	get := (*Registry).Get[[]byte]
	fmt.Println(string(get(app.Registry, "b", func() []byte { return []byte("bytes") })), len(app.m))
	fmt.Println(apply(Some(2), Option[int].Or2), apply(3, Sq(2).Scale), Sq(3).Scale(1.5), apply(2.0, Sq(1).Scale[float64]))
	var sh Shape = Sq(2).Scale(2)
	_, ok := sh.(interface{ Scale(int) Sq })
	fmt.Println(sh.Area(), ok)
	var wg sync.WaitGroup
	res := make([]string, 4)
	for i := range res {
		wg.Add(1)
		go func() {
			defer wg.Done()
			res[i] = app.Get("shared", func() string { return "made" }) + From(i).Map(strconv.Itoa).Collect()[0]
		}()
	}
	wg.Wait()
	fmt.Println(res)
	defer app.Get("deferred", func() int { fmt.Println("made deferred"); return 1 })
	func() {
		defer func() { fmt.Println(recover()) }()
		app.Must[float64]("n")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var none App
		none.Get("x", func() int { return 1 })
	}()
	fs := []func(func(int) string) Seq[string]{From(1).Map[string], From(2, 3).Map[string]}
	fmt.Println(fs[0](strconv.Itoa).Collect(), fs[1](func(i int) string { return fmt.Sprint(-i) }).Collect())
	crash(From(1))
}

func (o Option[T]) Or2() (t T) { return o.Or(t) }
