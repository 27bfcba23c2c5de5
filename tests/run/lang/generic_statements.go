// Every statement on values whose type is a type parameter.
package main

import (
	"cmp"
	"fmt"
)

type number interface {
	~int8 | ~uint8 | ~int | ~uint64 | ~float32 | ~float64
}

type (
	tiny  int8
	meter float64
	text  string
)

func incDec[T number](x T) (T, T, T) {
	y, z := x, []T{x}
	y++
	z[0]--
	p := &x
	*p++
	return x, y, z[0]
}

func operators[T ~int8 | ~uint8 | ~int | ~uint64](x, y T, n uint8) []T {
	r := []T{x, x, x, x, x, x, x, x, x, x, x}
	r[0] += y
	r[1] -= y
	r[2] *= y
	r[3] /= y
	r[4] %= y
	r[5] <<= n
	r[6] >>= n
	r[7] &= y
	r[8] |= y
	r[9] ^= y
	r[10] &^= y
	return append(r, -x, ^x, +x, x<<y, x>>1, x&-x, min(x, y), max(x, y, 3))
}

func assign[T any](a, b T) (T, T) {
	a, b = b, a
	s := [2]T{a, b}
	s[0], s[1] = s[1], s[0]
	m := map[string]T{}
	m["x"], m["y"] = s[0], a
	var zero T
	_, m["z"] = a, zero
	return m["x"], m["y"]
}

func compare[T cmp.Ordered](x, y T) string {
	switch {
	case x < y:
		return "less"
	case x > y:
		return "greater"
	case x == y:
		return "equal"
	}
	if x != x {
		return "NaN"
	}
	return "unordered"
}

func switched[T comparable](x, a, b T) string {
	var zero T
	switch x {
	case zero:
		return "zero"
	case a:
		return "a"
	case b:
		return "b"
	}
	return "none"
}

func constants[T ~int | ~float64 | ~uint8](x T) string {
	switch x {
	case 1:
		return "one"
	case 100, 101:
		return "hundred"
	}
	const k = 7
	x += k
	x = x*2 + 1
	return fmt.Sprint(x)
}

func conds[B ~bool](b B) string {
	if b && !b || b {
		return "true"
	} else if !b {
		for b {
		}
		return "false"
	}
	panic("neither")
}

func ranges[S ~[]E, M ~map[K]E, E any, K comparable, I ~int8, C ~chan E, F ~func(func(E) bool), Str ~string, A ~[3]E, P ~*[3]E](s S, m M, n I, c C, f F, str Str, a A, p P) {
	for i, e := range s {
		fmt.Print(i, e, " ")
	}
	for k, v := range m {
		fmt.Print(k, v, " ")
	}
	for i := range n {
		fmt.Printf("%T%v ", i, i)
	}
	for e := range c {
		fmt.Print(e, " ")
	}
	for e := range f {
		fmt.Print(e, " ")
	}
	for i, r := range str {
		fmt.Print(i, string(r), " ")
	}
	for i, e := range a {
		fmt.Print(i, e, " ")
	}
	for i := range p {
		fmt.Print(i, p[i], " ")
	}
	fmt.Println(len(s), len(m), len(c), len(str), len(a), len(p))
}

func channels[C ~chan T, T any](c C, v T) (T, bool) {
	go func() {
		defer close(c)
		c <- v
		select {
		case c <- v:
		}
	}()
	<-c
	select {
	case w, ok := <-c:
		if !ok {
			panic("closed")
		}
		<-c
		return w, ok
	}
}

func directed[R ~<-chan T, S ~chan<- T, T any](r R, s S, v T) T {
	s <- v
	return <-r
}

func indexes[S ~[]E | ~[4]E | ~*[4]E, E any](s S) (E, E) { return s[1], s[len(s)-1] }

func bytesOf[S ~string | ~[]byte](s S) (byte, S, int) { return s[0], s[1:3], len(s) }

func sets[S ~map[int]E, E any](s S, e E)      { s[1] = e; s[2] = s[0]; delete(s, 2) }
func setsAt[S ~[]E | ~*[2]E, E any](s S, e E) { s[1] = e }

func deferred[T any](xs ...T) (out []T) {
	for _, x := range xs {
		defer func() { out = append(out, x) }()
		defer func(y T) { out = append(out, y) }(x)
	}
	return nil
}

func recovered[E error](f func()) (e E, ok bool) {
	defer func() { e, ok = recover().(E) }()
	f()
	return
}

func calls[F ~func(A) R, A, R any](f F, a A) R {
	defer f(a)
	go f(a)
	return f(a)
}

func pointers[P interface {
	*T
	Set(int)
}, T any](n int) T {
	var v T
	p := P(&v)
	p.Set(n)
	P.Set(&v, n+1)
	f := p.Set
	f(n + 2)
	return *p
}

type cell struct{ n int }

func (c *cell) Set(n int) { c.n += n }

func structs[T any](v T) (r struct {
	a T
	b []T
}) {
	type local struct {
		x T
		y *T
	}
	l := local{x: v}
	l.y = &l.x
	r.a, r.b = *l.y, []T{l.x, v}
	return
}

func labels[T ~int](n T) (s []T) {
outer:
	for i := T(0); ; i++ {
		for j := range n {
			switch {
			case j == i:
				continue outer
			case i == n:
				break outer
			}
			s = append(s, i*10+j)
		}
		if i > n {
			goto done
		}
	}
done:
	return s
}

func convert[To, From ~int8 | ~uint8 | ~float64 | ~int](x From) To { return To(x) }

func complexes[C ~complex64 | ~complex128](z C) (C, bool) {
	z += 1i
	z *= z
	return z / 2, z == 0
}

func main() {
	fmt.Println(incDec(tiny(127)))
	fmt.Println(incDec(meter(0.5)))
	fmt.Println(incDec(uint8(0)))
	fmt.Println(operators(tiny(100), 7, 2))
	fmt.Println(operators(uint8(200), 7, 3))
	fmt.Println(operators(uint64(1<<63), 63, 1))
	fmt.Println(assign("a", "b"))
	fmt.Println(assign([9]int{1}, [9]int{2}))
	fmt.Println(assign[any](1, nil))
	nan := 0.0
	fmt.Println(compare(1, 2), compare("b", "a"), compare(text("x"), "x"), compare(nan/nan, nan))
	fmt.Println(switched("b", "a", "b"), switched(0, 1, 2), switched[any]("x", 1, "x"), switched([2]int{1}, [2]int{1}, [2]int{}), switched(meter(9), 1, 2))
	fmt.Println(constants(1), constants(meter(100)), constants(uint8(250)), constants(3))
	type flag bool
	fmt.Println(conds(true), conds(flag(false)))
	c := make(chan string, 2)
	c <- "x"
	c <- "y"
	close(c)
	type seq func(func(string) bool)
	ranges([]string{"a", "b"}, map[int]string{5: "v"}, tiny(2), c, seq(func(y func(string) bool) { _ = y("f") && y("g") }), text("né"), [3]string{"1", "2", "3"}, &[3]string{"4", "5", "6"})
	fmt.Println(channels(make(chan [6]int), [6]int{5: 1}))
	d := make(chan error, 1)
	fmt.Println(directed((<-chan error)(d), (chan<- error)(d), fmt.Errorf("e")))
	fmt.Println(indexes[[]int, int]([]int{1, 2, 3}))
	fmt.Println(indexes[[4]string, string]([4]string{"a", "b", "c", "d"}))
	fmt.Println(indexes[*[4]meter, meter](&[4]meter{1, 2, 3, 4}))
	fmt.Println(bytesOf(text("hello")))
	fmt.Println(bytesOf([]byte("hello")))
	m := map[int]string{}
	sets(m, "set")
	s := []any{1, 2}
	setsAt[[]any](s, any("set"))
	fmt.Println(m, s)
	fmt.Println(deferred(1, 2), deferred("a"), deferred[any]())
	fmt.Println(recovered[error](func() { panic(fmt.Errorf("boom")) }))
	fmt.Println(recovered[error](func() {}))
	fmt.Println(calls(func(s string) int { return len(s) }, "four"))
	fmt.Println(pointers[*cell](10))
	fmt.Println(structs(2.5), structs("s").b, structs([]int{1}))
	fmt.Println(labels(tinyInt(3)))
	fmt.Println(convert[tiny](300), convert[uint8](-1.0), convert[meter](tiny(-3)), convert[int](2.9))
	fmt.Println(complexes(complex64(1)))
	fmt.Println(complexes(-1i))
}

type tinyInt int
