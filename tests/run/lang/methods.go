package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

type Animal interface {
	Name() string
	Sound() string
}

type Base struct{ name string }

func (b *Base) Name() string     { return b.name }
func (b *Base) Rename(n string)  { b.name = n }
func (b Base) Describe() string  { return "I am " + b.name }

type Dog struct {
	*Base
	tricks []string
}

func (d Dog) Sound() string { return "woof" }

type Puppy struct {
	Dog
	age int
}

func (p Puppy) Sound() string { return strings.ToUpper(p.Dog.Sound()) }

type Temp float64

func (t Temp) String() string { return fmt.Sprintf("%.1f°C", float64(t)) }

type ints []int

func (s ints) Len() int           { return len(s) }
func (s ints) Less(i, j int) bool { return s[i] > s[j] }
func (s ints) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

type notFound struct{ key string }

func (e *notFound) Error() string { return "not found: " + e.key }

func lookup(key string) error {
	if key == "" {
		return nil
	}
	return fmt.Errorf("lookup: %w", &notFound{key})
}

type op func(int, int) int

func (o op) apply(a, b int) int { return o(a, b) }

type logger struct{ strings.Builder }

func (l *logger) log(s string) { l.WriteString(s + ";") }

func main() {
	d := Dog{&Base{"Rex"}, nil}
	p := Puppy{Dog{&Base{"Bit"}, nil}, 1}
	for _, a := range []Animal{d, &d, p, &p} {
		fmt.Println(a.Name(), a.Sound())
	}
	p.Rename("Bob")
	fmt.Println(p.Name(), p.Describe(), p.Dog.Base.name)

	f := d.Sound
	g := Dog.Sound
	h := (*Base).Name
	k := p.Rename
	k("Max")
	fmt.Println(f(), g(d), h(d.Base), p.Name())
	var a Animal = p
	m := a.Name
	p.Rename("Changed")
	fmt.Println(m(), Animal.Sound(a))

	fmt.Println(Temp(36.6), []Temp{1, 2}, map[string]Temp{"a": 3}, struct{ T Temp }{4})
	s := ints{3, 1, 2}
	sort.Sort(s)
	fmt.Println(s)
	err := lookup("x")
	var nf *notFound
	fmt.Println(err, errors.As(err, &nf), nf.key, lookup("") == nil, errors.Unwrap(err) == error(nf))
	fmt.Println(op(func(a, b int) int { return a*10 + b }).apply(4, 2))
	var l logger
	l.log("a")
	l.log("b")
	fmt.Println(l.String(), l.Len())

	var e any = d
	if n, ok := e.(interface{ Name() string }); ok {
		fmt.Println("has a name:", n.Name())
	}
	_, ok := e.(fmt.Stringer)
	fmt.Println(ok)
	var st fmt.Stringer = Temp(1)
	_, isTemp := st.(Temp)
	fmt.Println(isTemp, st)

	counter := func() func() int {
		n := 0
		return func() int { n++; return n }
	}()
	counter()
	fmt.Println(counter(), counter())
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(20))
	variadic := func(prefix string, xs ...int) string { return fmt.Sprint(prefix, len(xs), xs, xs == nil) }
	fmt.Println(variadic("a"), variadic("b", 1, 2), variadic("c", []int{3}...))
	pair := func() (int, string) { return 1, "one" }
	show := func(n int, s string) string { return fmt.Sprint(n, s) }
	fmt.Println(show(pair()))
}
