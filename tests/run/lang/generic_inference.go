// Type inference: from arguments, constraints, untyped constants, methods, and (Go 1.21, 1.27) assignments of generic functions.
package main

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
)

type (
	Slice []int
	Strs  []string
	Fn    func(string) int
	Num   interface{ ~int | ~float64 }
	List[T any] struct {
		vals []T
	}
	Pair[A, B any] struct {
		A A
		B B
	}
)

func named[T any](t T) string                         { return fmt.Sprintf("%T", t) }
func two[A, B any](a A, b B) string                   { return fmt.Sprintf("%T,%T", a, b) }
func same[T any](a, b T) string                       { return fmt.Sprintf("%T", a) }
func dedup[S ~[]E, E comparable](s S) S               { return slices.Compact(s) }
func mapTo[T, U any](xs []T, f func(T) U) []U         { var r []U; for _, x := range xs { r = append(r, f(x)) }; return r }
func apply[A, R any](f func(A) R, a A) R              { return f(a) }
func compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(a A) C { return g(f(a)) } }
func ident[T any](t T) T                              { return t }
func ptr[T any](t *T) T                               { return *t }
func variadic[T any](ts ...T) string                  { return fmt.Sprintf("%T %d", ts, len(ts)) }
func mapKV[K comparable, V any](m map[K]V) string     { return fmt.Sprintf("%T", m) }
func chanOf[T any](c <-chan T) string                 { return fmt.Sprintf("%T", c) }
func fnOf[T any](f func(...T) (T, error)) string      { return fmt.Sprintf("%T", f) }
func listOf[T any](l List[T]) string                  { return fmt.Sprintf("%T", l) }
func pairOf[A any, B Num](p Pair[A, []B]) string      { return fmt.Sprintf("%T", p) }
func arrOf[T any](a [3]T) string                      { return fmt.Sprintf("%T", a) }
func structOf[T any](s struct{ X T; Y []T }) string   { return fmt.Sprintf("%T", s) }
func result[R any](s string) R                        { var r R; return r }
func ptrTo[P *E, E any](p P) E                        { return *p }
func sum[T Num](ts ...T) (t T)                        { for _, x := range ts { t += x }; return }
func less[T Num](a, b T) bool                         { return a < b }
func sortBy[T any](xs []T, less func(a, b T) bool)    { sort.Slice(xs, func(i, j int) bool { return less(xs[i], xs[j]) }) }
func isIface[T any](g Getter[T]) T                    { return g.Get() }
func core[F func(int) R, R any](f F) R                { return f(1) }
func scale[S ~[]E, E Num](s S, by E) S                { r := make(S, 0); for _, v := range s { r = append(r, v*by) }; return r }
func third[A any, B []A, C map[string]B](c C) string  { return fmt.Sprintf("%T %T %T", *new(A), *new(B), c) }

type Getter[T any] interface{ Get() T }
type GI struct{}

func (GI) Get() int { return 42 }

type Counter[K comparable] map[K]int

func (c Counter[K]) Keys(by func(a, b K) int) []K {
	var ks []K
	for k := range c {
		ks = append(ks, k)
	}
	slices.SortFunc(ks, by)
	return ks
}

func untyped() {
	fmt.Println(named(1), named('x'), named(1.5), named(2i), named("s"), named(1 < 2), named(1<<3), named(nilSlice))
	fmt.Println(same(1, 2.5), same('a', 1), same(1, 'a'), same(2.0, 1i), same(1, MyF(2)), same(int8(1), 2), two(1, 2.0), two[float32](1, 2), same[any](1, "x"))
	fmt.Println(variadic(1, 2.5, 'x'), variadic[int](), variadic("a"), variadic([]int{1}...), sum(1, 2.5), sum[float64](1, 2), sum(MyF(1), 2))
}

type MyF float64

var nilSlice []error

func structural() {
	x := 5
	fmt.Println(mapKV(map[string][]int{}), chanOf(make(chan int)), chanOf(make(<-chan error)), fnOf(func(...int) (int, error) { return 0, nil }), listOf(List[bool]{}), pairOf(Pair[string, []float64]{}),
		arrOf([3]Slice{}), structOf(struct{ X int; Y []int }{}), ptr(&x), ptrTo(&x), core(func(i int) string { return strconv.Itoa(i) }))
	fmt.Println(named(dedup(Slice{1, 1, 2})), dedup([]string{"a", "a"}), named(scale(Slice{1, 2}, 3)), scale([]float64{1.5}, 2), third(map[string][]int8{}))
	type local struct{ n int }
	fmt.Println(named(local{1}), mapTo([]local{{1}, {2}}, func(l local) int { return l.n }), isIface(GI{}), isIface[int](GI{}))
}

func functions() {
	fmt.Println(mapTo([]int{1, 2}, strconv.Itoa), mapTo([]string{"1"}, func(s string) error { return nil }), apply(ident, 5), apply(ident[string], "s"), apply(strconv.Quote, "q"))
	f := compose(strconv.Itoa, func(s string) []byte { return []byte(s) })
	g := compose(ident[int], compose(strconv.Itoa, ident))
	fmt.Println(string(f(12)), g(34), named(g))
	var h func(int) int = ident
	var k Fn = apply2
	h2 := []func(string) string{ident, ident[string]}
	m := map[string]func(int, int) bool{"less": less, "less2": less[int]}
	s := struct{ f func(float64) float64 }{ident}
	h = ident[int]
	var arr = [...]func(a, b float64) bool{less}
	fmt.Println(h(1), k("abc"), h2[0]("x"), m["less"](1, 2), s.f(2.5), arr[0](2, 1), ret()(7), (func(rune) rune)(ident)('x'))
	xs := []float64{3, 1, 2}
	sortBy(xs, less)
	ch := make(chan func(string) string, 1)
	ch <- ident
	fmt.Println(xs, (<-ch)("sent"), slices.IndexFunc([]int{1, 5}, isBig), slices.MaxFunc([]string{"a", "ccc", "bb"}, byLen))
	keys := Counter[string]{"x": 1, "a": 2}.Keys(cmpOf)
	fmt.Println(keys, slices.SortedFunc(slices.Values([]int{3, 1, 2}), cmpOf))
	var e any = func(int) int(ident)
	fmt.Printf("%T %v\n", e, result[int]("x"))
	pick := func(b bool) func(int) int {
		if b {
			return ident
		}
		return neg
	}
	fmt.Println(pick(true)(3), pick(false)(3))
}

func neg[T Num](t T) T                { return -t }
func apply2[T ~string](t T) int       { return len(t) }
func ret() func(int) int              { return ident }
func isBig[T Num](t T) bool           { return t > 2 }
func byLen[S ~string](a, b S) int     { return len(a) - len(b) }
func cmpOf[T ~int | ~string](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func Map[S ~[]T, T, U any](s S, f func(T) U) List[U] { return List[U]{mapTo(s, f)} }
func (l List[T]) Each(f func(T))                    { for _, v := range l.vals { f(v) } }
func Fold[T, A any](l List[T], a A, f func(A, T) A) A {
	l.Each(func(t T) { a = f(a, t) })
	return a
}

func nested() {
	r := Fold(Map(Strs{"a", "bb", "ccc"}, func(s string) int { return len(s) }), "", func(a string, n int) string { return a + strconv.Itoa(n) })
	fmt.Println(r, Fold(Map([]int{1, 2, 3}, neg), 0, func(a, b int) int { return a + b }), named(Map([][]int{{1}}, func(x []int) map[int]bool { return nil })))
	rec := recursive(3, []int{})
	fmt.Println(rec, polymorphic(4, 1), mutualA(3, "x"))
	func() {
		type T struct{ a int }
		fmt.Println(named(Map([]T{{1}}, func(t T) *T { return &t }).vals[0]))
	}()
}

func recursive[T any](n int, t []T) int {
	if n == 0 {
		return 0
	}
	return 1 + recursive(n-1, append(t, *new(T)))
}
func polymorphic[T Num](n int, t T) T {
	if n == 0 {
		return t
	}
	return polymorphic(n-1, t+1) * 2
}
func mutualA[T any](n int, t T) string {
	if n == 0 {
		return fmt.Sprint(t)
	}
	return "A" + mutualB(n-1, t)
}
func mutualB[T any](n int, t T) string { return "B" + mutualA(max(0, n-1), t) }

func main() {
	untyped()
	structural()
	functions()
	nested()
}
