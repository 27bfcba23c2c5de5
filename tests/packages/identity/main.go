package main

import (
	"fmt"
	"reflect"

	"example.com/m.x/a"
	. "example.com/m.x/b"
)

type Hidden interface{ hidden() string }

func main() {
	fmt.Println(a.Any() == Any(), a.AnyExported() == AnyExported(), a.Exported() == Exported(), a.Any() == a.Any())
	fmt.Printf("%T %T %v\n", a.Any(), Any(), reflect.TypeOf(a.Any()) == reflect.TypeOf(Any()))
	_, ok := a.Any().(struct{ x int })
	_, ok2 := a.Iface().(Hidden)
	_, ok3 := a.Iface().(a.Hidden)
	_, ok4 := Hider().(a.Hidden)
	fmt.Println(ok, ok2, ok3, ok4, Is(a.Iface()), Is(Hider()))
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = a.Iface().(Hidden)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = a.Any().(struct{ x int })
	}()
	g := a.G[int]{Q: 3}
	a.Set(&g, 4)
	h := g.Map(func(i int) string { return fmt.Sprint("<", i, ">") })
	fmt.Printf("%v %T %v %T %T\n", g.Get(), h, h, a.Gen(g), a.Gen(h))
	type mine struct{ z int }
	fmt.Printf("%T %T\n", a.Gen(mine{1}), a.G[struct{ x int }]{})
	w := Wrapped{a.Embed{T: a.New(5), G: &a.G[string]{Q: "q"}}}
	fmt.Println(w.Y, w.Q, w.Get() == "", w.Shown(), a.New(1) == a.New(1), a.Order)
	f := w.Map[int]
	fmt.Println(f(func(s string) int { return len(s) }).Q)
	fmt.Println(reflect.TypeOf(w).Field(0).Name, reflect.TypeFor[a.G[a.T]]().String(), reflect.TypeFor[a.G[a.T]]().PkgPath())
	var x interface{ Shown() string } = w
	fmt.Println(x.Shown())
	panic(a.New(3))
}
