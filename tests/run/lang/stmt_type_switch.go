// Type switches.
package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

type (
	shape      interface{ area() float64 }
	named      interface{ name() string }
	square     struct{ s float64 }
	circle     struct{ r float64 }
	ints       []int
	alias      = ints
	celsius    float64
	getter     func() int
	box[T any] struct{ v T }
)

func (s square) area() float64  { return s.s * s.s }
func (s square) name() string   { return "square" }
func (c *circle) area() float64 { return 3 * c.r * c.r }
func (b box[T]) name() string   { return fmt.Sprintf("box of %T", b.v) }
func (b *box[T]) set(v T)       { b.v = v }
func (c celsius) Error() string { return "hot" }

func kind(x any) string {
	switch v := x.(type) {
	case nil:
		return fmt.Sprintf("nil %v", v == nil)
	case int, int8, int16:
		return fmt.Sprintf("%T is an any: %v", v, v)
	case uint8:
		return fmt.Sprint("byte ", v+1)
	case rune:
		return "rune " + string(v)
	case bool:
		return fmt.Sprint("not ", !v)
	case string:
		return v + "!"
	case error:
		return "error " + v.Error()
	case celsius:
		return "never: it is an error"
	case []int:
		return fmt.Sprint("ints ", len(v))
	case alias:
		return fmt.Sprint("named ints ", cap(v[:1:1]))
	case [2]int:
		return fmt.Sprint("array ", v[1])
	case *int:
		*v++
		return fmt.Sprint("pointer ", *v)
	case func():
		v()
		return "func"
	case getter:
		return fmt.Sprint("getter ", v())
	case chan<- int, <-chan int:
		return fmt.Sprintf("directed %T", v)
	case chan int:
		return fmt.Sprint("chan ", cap(v))
	case map[string]any:
		return fmt.Sprint("map ", v["a"])
	case struct{ a, b int }:
		return fmt.Sprint("struct ", v.b)
	case square, *circle:
		return fmt.Sprint("shape ", v.(shape).area())
	case interface{ name() string }:
		return "named " + v.name()
	case *box[int]:
		v.set(v.v * 2)
		return fmt.Sprint("box ", v.v)
	case fmt.Stringer:
		return "stringer " + v.String()
	case complex128, float32, float64:
		return fmt.Sprintf("%T", v)
	default:
		return fmt.Sprintf("default %T", v)
	}
}

func all() {
	fmt.Println("-- every kind of case")
	n := 1
	c := make(chan int, 2)
	for _, x := range []any{
		nil, 1, int8(2), uint8(255), 'x', true, "s", errors.New("e"), celsius(1), []int{1}, ints{1, 2}, [2]int{3, 4},
		&n, func() { fmt.Print("called ") }, getter(func() int { return 8 }), (chan<- int)(c), (<-chan int)(c), c,
		map[string]any{"a": 1}, struct{ a, b int }{5, 6}, square{2}, &circle{1}, box[string]{"x"}, &box[int]{4},
		&box[string]{}, &strings.Builder{}, 1i, float32(1), uint(3), [3]int{}, struct{ a, c int }{}, error(nil), (*int8)(nil),
	} {
		fmt.Println(kind(x))
	}
	fmt.Println(n)
}

func forms() {
	fmt.Println("-- forms")
	var s shape = square{3}
	// Without a variable, with an init statement, in a nested scope.
	switch s.(type) {
	case square:
		fmt.Println("square")
	}
	switch x := "init"; v := s.(type) {
	case named:
		fmt.Println(x, v.name(), v.(shape).area())
	}
	switch v := s.(type) {
	case nil:
		fmt.Println("nil", v)
	default:
		fmt.Println("default has the operand's type:", v.area())
	}
	switch v := s.(type) {
	case square:
		v.s = 100
		fmt.Println(v, s)
	}
	switch s := s.(type) {
	case square:
		s.s++
		fmt.Println("shadowed", s)
	}
	switch calls := 0; next(&calls).(type) {
	case int:
	case string:
		fmt.Println("evaluated", calls)
	}
	switch any(s).(type) {
	}
	switch x := any(nil).(type) {
	case int, nil:
		fmt.Printf("%T\n", x)
	}
	var none shape
	switch none.(type) {
	case square, *circle:
		fmt.Println("no")
	case nil:
		fmt.Println("a nil interface")
	}
	var nilCircle *circle
	none = nilCircle
	switch v := none.(type) {
	case nil:
		fmt.Println("no")
	case *circle:
		fmt.Println("holds a nil pointer", v == nil)
	}
}

func next(n *int) any {
	*n++
	return "text"
}

func captured() {
	fmt.Println("-- the variable of each clause is its own")
	var fs []func() string
	for _, x := range []any{1, "a", 2.5} {
		switch v := x.(type) {
		case int:
			fs = append(fs, func() string { v++; return fmt.Sprint("int ", v) })
		case string:
			p := &v
			fs = append(fs, func() string { *p += "b"; return "string " + v })
		default:
			fs = append(fs, func() string { return fmt.Sprintf("other %v", v) })
		}
	}
	for _, f := range fs {
		fmt.Println(f(), f())
	}
}

func leave() {
	fmt.Println("-- break, continue, goto, return")
loop:
	for i, x := range []any{1, "skip", 2.5, nil, true} {
		switch x.(type) {
		case string:
			continue
		case float64:
			break
		case nil:
			continue loop
		case bool:
			break loop
		}
		fmt.Println(i, x)
	}
}

func order(x any) string {
	// The first matching case wins, whatever is more precise.
	switch x.(type) {
	case io.Reader:
		return "reader"
	case io.ReadWriter:
		return "never"
	case any:
		return "any"
	}
	return "nothing but nil"
}

// A type parameter as a case: duplicates may arise by instantiation, the first wins.
func generic[A, B any](x any) string {
	switch v := x.(type) {
	case A:
		return fmt.Sprintf("A %v", v)
	case B:
		return fmt.Sprintf("B %v", v)
	case []A:
		return fmt.Sprintf("[]A %d", len(v))
	case map[string]B:
		return "map to B"
	case box[A]:
		return fmt.Sprintf("box[A] %v", v.v)
	case func(A) B:
		return "func"
	case interface{ m(A) B }:
		return "method"
	case int:
		return "int"
	}
	return "none"
}

type hasM struct{}

func (hasM) m(string) bool { return true }

func operand[T any](x T) string {
	switch v := any(x).(type) {
	case int:
		return fmt.Sprint("int ", v+1)
	case []T:
		return "impossible here"
	case interface{ area() float64 }:
		return fmt.Sprint("shape ", v.area())
	}
	var e any = x
	_, same := e.(T)
	return fmt.Sprintf("%T %v", x, same)
}

func main() {
	all()
	forms()
	captured()
	leave()
	fmt.Println("-- order")
	fmt.Println(order(strings.NewReader("")), order(1), order(nil))
	fmt.Println("-- generic")
	fmt.Println(generic[int, string](1), generic[int, string]("s"), generic[int, int](1))
	fmt.Println(generic[string, bool]([]string{}), generic[string, bool](map[string]bool{}), generic[string, bool](box[string]{"b"}))
	fmt.Println(generic[string, bool](func(string) bool { return true }), generic[string, bool](hasM{}), generic[string, bool](5), generic[any, int](nil))
	fmt.Println(generic[any, int](5), generic[error, int](5), generic[fmt.Stringer, error](celsius(1)))
	fmt.Println(operand(1), operand("s"), operand(square{2}), operand[shape](square{1}), operand[any](nil))
}
