// Type assertions that fail, comparisons and map keys that cannot be compared: every wording of the runtime.
package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
)

func try(name string, f func()) {
	defer func() {
		r := recover()
		_, isRuntime := r.(runtime.Error)
		_, isAssertion := r.(*runtime.TypeAssertionError)
		fmt.Printf("%s: %v runtime=%v assertion=%v\n", name, r, isRuntime, isAssertion)
	}()
	f()
}

type (
	celsius                   float64
	point                     struct{ x, y int }
	pair[K comparable, V any] struct {
		k K
		v V
	}
	shape interface{ area() int }
	solid interface{ volume() int }
	both  interface {
		shape
		solid
	}
	square struct{ side int }
	cube   struct{ side int }
)

func (s square) area() int  { return s.side * s.side }
func (c *cube) area() int   { return c.side * c.side * 6 }
func (c *cube) volume() int { return c.side * c.side * c.side }

type exported interface {
	Read(p []byte) (int, error)
	Write(p []byte) (int, error)
}

type onlyRead struct{}

func (onlyRead) Read(p []byte) (int, error) { return 0, io.EOF }

var sink any

func assertions(x any, s shape, nothing any, none shape) {
	try("any to int", func() { sink = x.(int) })
	try("any to named", func() { sink = x.(celsius) })
	try("any to struct", func() { sink = x.(point) })
	try("any to pointer", func() { sink = x.(*point) })
	try("any to slice", func() { sink = x.([]point) })
	try("any to map", func() { sink = x.(map[string]point) })
	try("any to func", func() { sink = x.(func(int, ...string) error) })
	try("any to chan", func() { sink = x.(chan<- int) })
	try("any to array", func() { sink = x.([3]int) })
	try("any to anonymous struct", func() {
		sink = x.(struct {
			A int `json:"a"`
			b string
		})
	})
	try("any to generic", func() { sink = x.(pair[string, int]) })
	try("any to generic of named", func() { sink = x.(pair[point, []celsius]) })
	try("any to interface", func() { sink = x.(shape) })
	try("any to error", func() { sink = x.(error) })
	try("any to Stringer", func() { sink = x.(fmt.Stringer) })
	try("any to anonymous interface", func() { sink = x.(interface{ M(int) string }) })
	try("any to two methods", func() { sink = any(onlyRead{}).(exported) })
	try("value has pointer methods", func() { sink = any(cube{}).(shape) })
	try("wrong signature", func() { sink = x.(interface{ Error() int }) })
	try("nil any to int", func() { sink = nothing.(int) })
	try("nil any to shape", func() { sink = nothing.(shape) })
	try("nil any to any", func() { sink = nothing.(any) })
	try("nil shape to square", func() { sink = none.(square) })
	try("nil shape to both", func() { sink = none.(both) })
	try("shape to cube", func() { sink = s.(*cube) })
	try("shape to both", func() { sink = s.(both) })
	try("shape to solid", func() { sink = s.(solid) })
	try("error to a pointer", func() { var e error = errors.New("e"); sink = e.(*runtime.TypeAssertionError) })
	type point struct{ a string }
	try("a local type of the same name", func() { sink = any(point{}).(interface{ M() }) })
	try("same name, other type", func() { p := globalPoint(); sink = p.(point) })
	v, ok := x.(int)
	fmt.Println(v, ok)
	sh, ok := x.(shape)
	fmt.Println(sh, ok)
	_, ok = nothing.(any)
	fmt.Println(ok)
}

func globalPoint() any { return point{1, 2} }

func generic[T any](x any) (T, error) {
	var err error
	func() {
		defer func() {
			if r := recover(); r != nil {
				err = r.(error)
			}
		}()
		sink = x.(T)
	}()
	v, _ := x.(T)
	return v, err
}

func comparisons() {
	f := func() {}
	try("func == func", func() { var a, b any = f, f; fmt.Println(a == b) })
	try("slice == slice", func() { var a, b any = []int{}, []int{}; fmt.Println(a == b) })
	try("map == map", func() { var a, b any = map[string]int{}, map[string]int{}; fmt.Println(a == b) })
	try("slice == int", func() { var a, b any = []int{}, 1; fmt.Println(a == b) })
	try("slice == nil", func() { var a any = []int{}; fmt.Println(a == nil) })
	try("array of slices", func() { var a, b any = [1][]int{}, [1][]int{}; fmt.Println(a == b) })
	try("struct with func", func() {
		type s struct {
			n int
			f func()
		}
		var a, b any = s{1, nil}, s{2, nil}
		fmt.Println(a == b)
	})
	try("struct of any holding slices", func() {
		type s struct{ a, b any }
		x, y := s{1, []int{}}, s{2, []int{}}
		fmt.Println(x == y)
		y.a = 1
		fmt.Println(x == y)
	})
	try("array of any", func() {
		x, y := [2]any{1, f}, [2]any{1, f}
		fmt.Println(x == y)
	})
	try("array of any, types differ", func() {
		x, y := [2]any{1, f}, [2]any{1, 2}
		fmt.Println(x == y)
	})
	try("non-empty interface", func() { var a, b shape = uncomparable{}, uncomparable{}; fmt.Println(a == b) })
	try("interface and value", func() { var a shape = square{2}; fmt.Println(a == square{2}, a == square{3}) })
	try("generic comparable", func() { fmt.Println(same[any](1, 1)); fmt.Println(same[any](f, f)) })
	try("generic struct", func() { x := pair[any, int]{[]int{}, 1}; fmt.Println(x == x) })
	try("switch", func() {
		var a any = []int{1}
		switch a {
		case 1:
		case a:
			fmt.Println("equal")
		}
	})
}

type uncomparable struct{ f func() }

func (uncomparable) area() int { return 0 }

func same[T comparable](a, b T) bool { return a == b }

func keys() {
	m := map[any]int{}
	try("key func", func() { m[func() {}] = 1 })
	try("key slice load", func() { fmt.Println(m[[]int{}]) })
	try("key map delete", func() { delete(m, any(map[int]int{})) })
	try("key in a struct", func() { m[struct{ a any }{[]string{}}] = 1 })
	try("key in an array", func() { m[[2]any{1, []byte{}}] = 1 })
	try("key struct type", func() { m[uncomparable{}] = 1 })
	var none map[any]int
	try("nil map, load", func() { fmt.Println(none[[]int{}]) })
	try("nil map, delete", func() { delete(none, any([]int{})) })
	try("literal", func() { fmt.Println(map[any]int{1: 1, any([]int{}): 2}) })
	var sm map[shape]int
	try("interface key", func() { _, ok := sm[uncomparable{}]; fmt.Println(ok) })
	fmt.Println(len(m))
}

func main() {
	assertions("text", square{2}, nil, nil)
	fmt.Println(generic[int]("a"))
	fmt.Println(generic[error]("a"))
	fmt.Println(generic[pair[string, int]]("a"))
	fmt.Println(generic[[]point](nil))
	fmt.Println(generic[string]("a"))
	comparisons()
	keys()
}
