// Type parameters: constraints, type sets, core types, what operations a type set allows, satisfaction of comparable.
package main

import (
	"cmp"
	"fmt"
	"strings"
)

type (
	MyInt   int
	MyStr   string
	Bytes   []byte
	Signed  interface{ ~int | ~int8 | ~int16 | ~int32 | ~int64 }
	Float   interface{ ~float32 | ~float64 }
	Number  interface{ Signed | Float }
	Complex interface{ ~complex64 | ~complex128 }
	Text    interface{ ~string | ~[]byte }
	Strings interface {
		~int | ~string
		String() string
	}
	Empty interface {
		int
		string
	}
)

func (m MyInt) String() string { return fmt.Sprintf("MyInt(%d)", int(m)) }
func (s MyStr) String() string { return "MyStr:" + string(s) }

func arithmetic[T Number](a, b T) []T {
	c := a
	c += b
	c *= 2
	c -= 1
	c++
	return []T{a + b, a - b, a * b, a / b, -a, +b, c, max(a, b), min(a, b, 3)}
}

func integers[T Signed](a, b T) []T { return []T{a % b, a & b, a | b, a ^ b, a &^ b, a << 3, a >> 1, ^a, a << b} }

func complexes[T Complex](a, b T) (T, bool) { return a*b + a/b - T(1i), a == b }

func order[T cmp.Ordered](a, b T) (bool, bool, bool, int) { return a < b, a >= b, a == b, cmp.Compare(a, b) }

func text[T Text](t T) (int, byte, T, string, []byte, []rune) {
	return len(t), t[0], t[1:3], string(t), []byte(t), []rune(string(t))
}

func bytesOf[T ~string | ~[]byte](dst []byte, src T) []byte {
	dst = append(dst, src...)
	n := copy(dst[1:], src)
	_ = n
	return dst
}

func elems[S ~[]E, E any](s S) (S, E, int) {
	s = append(s, s[0])
	for i, v := range s {
		_, _ = i, v
	}
	t := make(S, 1, 5)
	copy(t, s)
	clear(s[1:])
	return append(S(nil), t...), s[0], cap(t)
}

func keys[M ~map[K]V, K comparable, V any](m M) (n int, z V) {
	for k, v := range m {
		_ = v
		m[k] = z
		n++
	}
	delete(m, *new(K))
	z, ok := m[*new(K)]
	_ = ok
	return n, z
}

func arr[E any, A [3]E | []E](a A) (e E, n int) { return a[1], len(a) }

func setAt[P interface{ *[4]E }, E any](p P, e E) int {
	p[2] = e
	return len(p[1:]) + cap(p)
}

func call[F ~func(A) R, A, R any](f F, a A) R { return f(a) }

func chans[C ~chan E, E any](c C, e E) (E, bool) {
	c <- e
	close(c)
	<-c
	v, ok := <-c
	return v, ok
}

func sendOnly[C interface{ chan E | chan<- E }, E any](c C, e E) { c <- e }
func recv[C ~chan E | ~<-chan E, E any](c C) E                   { return <-c }

func field[S ~struct{ X, Y int }](s S) any { return struct{ X, Y int }(s).X }

func deref[P ~*E, E any](p P) E { return *p }

type Setter[T any] interface {
	*T
	Set(string)
}

type Conf struct{ v string }

func (c *Conf) Set(s string) { c.v = s }

func build[T any, P Setter[T]](vals ...string) []T {
	out := make([]T, len(vals))
	for i, v := range vals {
		p := P(&out[i])
		p.Set(v)
	}
	return out
}

func show[T Strings](t T) string { return t.String() + fmt.Sprint(len(fmt.Sprint(any(t)))) }

type Eq[T any] interface{ Equal(T) bool }

func (m MyInt) Equal(o MyInt) bool { return m%10 == o%10 }

func index[T Eq[T]](xs []T, x T) int {
	for i, v := range xs {
		if v.Equal(x) {
			return i
		}
	}
	return -1
}

// Self-referential constraints.
type Node[T Node[T]] interface {
	comparable
	Edges() []T
}
type V int

func (v V) Edges() []V {
	if v > 3 {
		return nil
	}
	return []V{v * 2, v*2 + 1}
}

func walk[T Node[T]](n T, seen map[T]bool) int {
	if seen[n] {
		return 0
	}
	seen[n] = true
	total := 1
	for _, e := range n.Edges() {
		total += walk(e, seen)
	}
	return total
}

type Adder[A Adder[A]] interface{ Add(A) A }
type Vec2 struct{ x, y int }

func (v Vec2) Add(w Vec2) Vec2 { return Vec2{v.x + w.x, v.y + w.y} }

func sum[A Adder[A]](xs ...A) (t A) {
	for _, x := range xs {
		t = t.Add(x)
	}
	return
}

func comparableOf[T comparable](a, b T) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint("panic: ", e)
		}
	}()
	return fmt.Sprint(a == b, a != b, map[T]int{a: 1}[b])
}

func conv[To, From Number](f From) To { return To(f) }

func constants[F Float]() (F, bool) {
	x := F(1.1)
	return x + 1.2, x+0.1 == 1.2
}

func zero[T any]() (t T) {
	var u T
	_ = u
	return *new(T)
}

func kind[T any](t T) string {
	switch any(t).(type) {
	case int:
		return "int"
	case []T:
		return "never"
	case interface{ String() string }:
		return "stringer"
	case func(int) int:
		return "func"
	case map[string]int, chan T:
		return "map or chan"
	}
	return fmt.Sprintf("%T", t)
}

func nilable[T ~[]int | ~map[string]int | ~func() | ~*int]() bool {
	var t T = nil
	return t == nil
}

func typeSwitch[T, U any](x any) string {
	switch v := x.(type) {
	case T:
		return fmt.Sprintf("T %T", v)
	case U:
		return fmt.Sprintf("U %T", v)
	case []T:
		return fmt.Sprintf("[]T %d", len(v))
	}
	return "neither"
}

func main() {
	fmt.Println(arithmetic(7, 2), arithmetic(MyInt(7), 2), arithmetic(7.5, 2), arithmetic[float32](0.1, 0.2), arithmetic(int8(100), 50))
	fmt.Println(integers(13, 5), integers(int8(-100), 7))
	fmt.Println(complexes(1+2i, 3-1i))
	fmt.Println(complexes[complex64](1, 1))
	fmt.Println(order("a", "b"))
	fmt.Println(order(2.5, 2.5))
	fmt.Println(text("héllo"))
	fmt.Println(text(Bytes("world")))
	fmt.Println(string(bytesOf([]byte("xyz"), MyStr("ab"))), string(bytesOf(nil, []byte("pq"))))
	fmt.Println(elems([]string{"a", "b"}))
	fmt.Println(elems(Bytes{1, 2, 3}))
	fmt.Println(keys(map[string]int{"a": 1, "b": 2}))
	fmt.Println(arr[int]([3]int{1, 2, 3}))
	fmt.Println(arr[string]([]string{"x", "y"}))
	var a4 [4]rune
	fmt.Println(setAt(&a4, 'x'), a4)
	fmt.Println(call(strings.ToUpper, "f"), call(func(i int) bool { return i > 1 }, 2))
	fmt.Println(chans(make(chan int, 2), 5))
	c := make(chan string, 1)
	sendOnly(c, "sent")
	fmt.Println(recv(c), field(Vec{1, 2}), deref(&a4)[2])
	fmt.Println(build[Conf]("a", "b"), show(MyInt(5)), show(MyStr("s")))
	fmt.Println(index([]MyInt{1, 12, 23}, 42), walk(V(1), map[V]bool{}), sum(Vec2{1, 2}, Vec2{3, 4}))
	fmt.Println(comparableOf(1, 1), comparableOf[any]("x", 1), comparableOf[any]([]int{}, []int{}), comparableOf(struct{ a any }{1}, struct{ a any }{1}), comparableOf[error](nil, nil), comparableOf([2]any{1, []int{}}, [2]any{1, []int{}}))
	fmt.Println(conv[int](3.99), conv[int8](300), conv[float32](MyInt(7)), conv[MyInt](-2.5))
	f32, ok32 := constants[float32]()
	f64, ok64 := constants[float64]()
	fmt.Println(f32, ok32, f64, ok64)
	fmt.Printf("%v %v %q %v %v\n", zero[int](), zero[*int](), zero[string](), zero[[2]bool](), zero[error]())
	fmt.Println(kind(1), kind(MyInt(1)), kind(func(int) int { return 0 }), kind([]int{}), kind(map[string]int{}), kind(V(1)))
	fmt.Println(nilable[[]int](), nilable[func()](), nilable[*int](), nilable[map[string]int]())
	fmt.Println(typeSwitch[int, string](1), typeSwitch[int, string]("s"), typeSwitch[int, string]([]int{1}), typeSwitch[int, int](2), typeSwitch[any, int](3), typeSwitch[int, bool](2.5))
}

type Vec struct{ X, Y int }
