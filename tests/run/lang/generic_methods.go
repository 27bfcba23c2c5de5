// Go 1.27: methods with type parameters of their own, on plain and on generic receivers.
package main

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

type List[E any] []E

func (l List[E]) Map[F any](f func(E) F) List[F] {
	r := make(List[F], len(l))
	for i, x := range l {
		r[i] = f(x)
	}
	return r
}

func (l List[E]) Fold[A any](a A, f func(A, E) A) A {
	for _, x := range l {
		a = f(a, x)
	}
	return a
}

func (l *List[E]) Add[F any](xs []F, conv func(F) E) *List[E] {
	for _, x := range xs {
		*l = append(*l, conv(x))
	}
	return l
}

func (l List[E]) Group[K comparable](key func(E) K) map[K]List[E] {
	m := map[K]List[E]{}
	for _, x := range l {
		m[key(x)] = append(m[key(x)], x)
	}
	return m
}

func (l List[_]) Len2[T, U any](T, U) string { return fmt.Sprintf("%d %T %T", len(l), *new(T), *new(U)) }

type Store struct{ vals map[string]any }

func (s *Store) Put[T any](key string, v T) (old T, had bool) {
	if s.vals == nil {
		s.vals = map[string]any{}
	}
	old, had = s.vals[key].(T)
	s.vals[key] = v
	return
}

func (s Store) Get[T any](key string) T {
	v, _ := s.vals[key].(T)
	return v
}

type Num interface{ ~int | ~float64 | ~uint8 }

func (Store) Sum[T Num](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return t
}

type Celsius float64

func (c Celsius) As[T Num]() T { return T(c) }

type Outer struct {
	Store
	*Inner
}
type Inner struct{ n int }

func (i *Inner) Bump[T Num](by T) int { i.n += int(by); return i.n }

func (p Pair[A, B]) With[C any](c C) Triple[A, B, C] { return Triple[A, B, C]{p, c} }

type Triple[A, B, C any] struct {
	Pair[A, B]
	c C
}

type Pair[A, B any] struct {
	a A
	b B
}

func (p *Pair[A, B]) Local[C any](c C) any {
	type box struct {
		a A
		c C
	}
	return box{p.a, c}
}

type Tree[K any] struct {
	l, r *Tree[K]
	k    K
}

func (t *Tree[K]) Walk[R any](f func(K) R, visit func(R)) {
	if t != nil {
		t.l.Walk(f, visit)
		visit(f(t.k))
		t.r.Walk(f, visit)
	}
}

func (t *Tree[K]) Depth[N Num](n N) N {
	if t == nil {
		return n
	}
	return max(t.l.Depth(n+1), t.r.Depth(n+1))
}

func useInGeneric[T any](l List[T]) []string {
	return l.Map(func(t T) string { return fmt.Sprint(t) })
}

func (s *Store) Recurse[T any](depth int, v T) string {
	if depth == 0 {
		return fmt.Sprintf("%T", v)
	}
	return s.Recurse(depth-1, v) + strconv.Itoa(depth)
}

func main() {
	l := List[int]{3, 1, 2}
	s := l.Map(strconv.Itoa)
	fmt.Printf("%T %v %T %v\n", s, s, l.Map(func(i int) bool { return i > 1 }), l.Map(func(i int) bool { return i > 1 }))
	fmt.Println(l.Map[float64](func(i int) float64 { return float64(i) / 2 }), s.Fold(0, func(a int, s string) int { return a*10 + len(s) }), l.Fold("", func(a string, i int) string { return a + strconv.Itoa(i) }))
	l.Add([]string{"10", "20"}, func(s string) int { n, _ := strconv.Atoi(s); return n }).Add([]bool{true}, func(b bool) int { return 7 })
	fmt.Println(l, l.Len2(1.5, "x"), l.Len2[error, any](nil, nil), l.Len2[int8](1, 'x'))
	g := l.Group(func(i int) bool { return i%2 == 0 })
	fmt.Println(g[true], g[false], len(g))

	var st Store
	st.Put("a", 1)
	st.Put("b", "two")
	old, had := st.Put("a", 5)
	oldS, hadS := st.Put("a", "now a string")
	fmt.Printf("%v %v %q %v %q %v %v\n", old, had, oldS, hadS, st.Get[string]("b"), st.Get[int]("b"), st.Get[[]int]("none"))
	fmt.Println(st.Sum(1, 2, 3), st.Sum(1.5, 2), st.Sum[uint8](200, 100), st.Sum[float64](), Celsius(36.6).As[int](), Celsius(1.5).As[Celsius]())

	o := Outer{Inner: &Inner{}}
	o.Put("x", Celsius(3))
	fmt.Println(o.Get[Celsius]("x"), o.Bump(2), o.Bump(2.9), o.Store.Get[Celsius]("x"), o.Inner.n)

	// Method values and expressions, instantiated explicitly or by the context.
	asInt := Celsius.As[int]
	half := List[int].Map[string]
	var byContext func(func(int) string) List[string] = l.Map
	put := (*Store).Put[bool]
	put(&st, "flag", true)
	fold := l.Fold[int]
	bump := o.Bump[int]
	o.Inner = &Inner{n: 100}
	fmt.Println(asInt(7.9), half(l, strconv.Itoa), byContext(func(i int) string { return strings.Repeat("*", i%4) }), st.Get[bool]("flag"), fold(0, func(a, b int) int { return a + b }), bump(1), o.n)
	fmt.Printf("%T %T %T\n", asInt, put, byContext)
	fmt.Println(useInGeneric(List[bool]{true, false}), st.Recurse(3, []Celsius{}))

	p := Pair[int, string]{1, "b"}
	fmt.Printf("%T %v %T\n", p.With(true), p.With(true), p.With(true).With(1.5))
	fmt.Printf("%T %v %T\n", p.Local("c"), p.Local("c"), p.Local(Celsius(1)))

	t := &Tree[string]{k: "m", l: &Tree[string]{k: "a", r: &Tree[string]{k: "c"}}, r: &Tree[string]{k: "z"}}
	var order []int
	t.Walk(func(s string) int { return int(s[0]) }, func(i int) { order = append(order, i) })
	fmt.Println(order, sort.IntsAreSorted(order), t.Depth(0), t.Depth(0.5), t.Depth[uint8](0))

	func() {
		defer func() { fmt.Println(recover()) }()
		var none *Inner
		defer func() { fmt.Println("deferred", st.Sum(4, 5)) }()
		none.Bump(1)
	}()
	done := make(chan int)
	go func() { defer close(done); st.Put("go", 1) }()
	<-done
	defer st.Put("deferred", 2)
	fmt.Println(st.Get[int]("go"))
}
