// Selectors, method sets, method values and expressions: depth, embedding, copies bound to method values, nil receivers.
package main

import (
	"fmt"
	"strings"
)

type T0 struct{ x int }

func (t *T0) M0() string { return fmt.Sprint("M0 ", t.x) }

type T1 struct{ y int }

func (t T1) M1() string { return fmt.Sprint("M1 ", t.y) }

type T2 struct {
	z int
	T1
	*T0
}

func (t *T2) M2() string { return fmt.Sprint("M2 ", t.z) }

type Q *T2

func specExample() {
	t := T2{1, T1{2}, &T0{3}}
	p := &t
	var q Q = p
	fmt.Println(t.z, t.y, t.x, p.z, p.y, p.x, q.x, q.T1.M1(), p.M0(), p.M1(), p.M2(), t.M2(), (*q).M0())
	q.x, q.y = 30, 20
	fmt.Println(t.x, t.y, (*T2)(q).M2())
}

// Depth: the shallowest wins; equal depths hide each other.
type L1 struct{ name, deep string }
type L2 struct {
	L1
	name string
}
type R1 struct{ deep, only string }
type Both struct {
	L2
	R1
}

func (L1) Who() string   { return "L1" }
func (R1) Where() string { return "R1" }

type Shadow struct {
	Both
	Who string
}

func depth() {
	b := Both{L2{L1{"l1", "l1deep"}, "l2"}, R1{"r1deep", "r1only"}}
	s := Shadow{b, "field"}
	fmt.Println(b.name, b.deep, b.only, b.L1.name, b.Who(), b.Where(), s.Who, s.Both.Who(), s.L2.L1.Who())
}

type Counter struct{ n int }

func (c Counter) Get() int       { return c.n }
func (c *Counter) Inc() *Counter { c.n++; return c }
func (c *Counter) IsNil() bool   { return c == nil }

type Wrapped struct{ Counter }
type Pointed struct{ *Counter }
type Twice struct{ Pointed }

type Getter interface{ Get() int }
type Incer interface{ Inc() *Counter }

func sets() {
	has := func(x any) string {
		_, g := x.(Getter)
		_, i := x.(Incer)
		return fmt.Sprint(g, i)
	}
	c := &Counter{}
	fmt.Println(has(*c), has(c), has(Wrapped{}), has(&Wrapped{}), has(Pointed{c}), has(&Pointed{c}), has(Twice{Pointed{c}}), has(struct{ Twice }{}), has(struct{ *Wrapped }{}), has(struct{ Getter }{}))
	var g Getter = Pointed{c}
	c.Inc().Inc()
	fmt.Println(g.Get(), Twice{Pointed{c}}.Get(), (&Wrapped{*c}).Inc().Inc().n, c.n)
	type named Counter
	fmt.Println(has(&named{}), has((*Counter)(&named{})))
}

func values() {
	c := Counter{1}
	get, inc := c.Get, c.Inc
	c.n = 10
	inc()
	inc()
	fmt.Println(get(), c.Get(), c.n)
	p := &c
	get2, inc2 := p.Get, p.Inc
	p = &Counter{100}
	inc2()
	fmt.Println(get2(), c.n, p.n)
	w := Wrapped{Counter{5}}
	wget, winc := w.Get, w.Inc
	winc()
	fmt.Println(wget(), w.n)
	po := Pointed{&Counter{7}}
	pget, pinc := po.Get, po.Inc
	pinc()
	po.Counter = &Counter{70}
	pinc()
	fmt.Println(pget(), po.n)
	var g Getter = c
	iget := g.Get
	g = Counter{-1}
	fmt.Println(iget(), g.Get())
	arr := [2]Counter{{1}, {2}}
	i := 0
	ainc := arr[i].Inc
	i = 1
	ainc()
	fmt.Println(arr)
	fs := []func() int{}
	for i := range 3 {
		fs = append(fs, Counter{i * i}.Get)
	}
	fmt.Println(fs[0](), fs[1](), fs[2]())
	fmt.Printf("%T %T %T\n", get, c.Inc, g.Get)
	defer c.Inc()
	defer func(f func() int) { fmt.Println("deferred value", f()) }(c.Get)
	c.n = 1000
}

type big struct {
	a [20]int
	s string
}

func (b big) Sum() int   { return b.a[0] + b.a[19] }
func (b *big) Set(v int) { b.a[19] = v }
func (b big) Touch(v int) big {
	b.a[0] = v
	return b
}

func bigReceivers() {
	b := big{s: "x"}
	b.a[0] = 1
	sum, set := b.Sum, b.Set
	set(5)
	t := b.Touch(100)
	fmt.Println(sum(), b.Sum(), t.Sum(), big.Sum(b), (*big).Sum(&b), b.Touch(1).Touch(2).a[0])
	m := map[string]big{"k": b}
	fmt.Println(m["k"].Sum(), m["none"].Sum(), m["k"].Touch(9).Sum())
	f := (*big).Touch
	g := big.Touch
	h := (*big).Set
	h(&b, 50)
	fmt.Println(f(&b, 7).Sum(), g(b, 8).Sum(), b.Sum())
	fmt.Printf("%T %T %T %T\n", f, g, h, (interface{ Sum() int }).Sum)
}

func expressions() {
	f1, f2 := Counter.Get, (*Counter).Get
	f3 := (*Counter).Inc
	c := Counter{3}
	f3(&c)
	fmt.Println(f1(c), f2(&c), Getter.Get(c), Getter.Get(&c), Wrapped.Get(Wrapped{c}), (*Wrapped).Inc(&Wrapped{c}).n, Pointed.Inc(Pointed{&c}).n, c.n, (Twice).Get(Twice{Pointed{&c}}))
	up := strings.ToUpper
	b := (*strings.Builder).WriteString
	var sb strings.Builder
	b(&sb, up("text"))
	len1 := (*strings.Builder).Len
	fmt.Println(sb.String(), len1(&sb), error.Error(fmt.Errorf("e")), fmt.Stringer.String(&sb), struct{ Counter }.Get(struct{ Counter }{c}))
	table := map[string]func(*Counter) *Counter{"inc": (*Counter).Inc}
	fmt.Println(table["inc"](&c).n, interface{ Get() int }.Get(c))
	list := []func(Counter) int{Counter.Get, func(c Counter) int { return -c.n }}
	fmt.Println(list[0](c), list[1](c))
}

func nils() {
	try := func(what string, f func()) {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println(what, "panics:", r)
			} else {
				fmt.Println(what, "ok")
			}
		}()
		f()
	}
	var c *Counter
	var g Getter
	var p Pointed
	var w *Wrapped
	fmt.Println(c.IsNil(), p.IsNil(), (*Counter).IsNil(nil))
	try("value method", func() { c.Get() })
	try("pointer method", func() { c.IsNil() })
	try("field", func() { _ = c.n })
	try("bind value method", func() { _ = c.Get })
	try("bind pointer method", func() { _ = c.IsNil })
	try("nil interface", func() { g.Get() })
	try("bind nil interface", func() { _ = g.Get })
	try("promoted through nil pointer", func() { _ = p.n })
	try("promoted pointer method", func() { p.IsNil() })
	try("promoted value method", func() { p.Get() })
	try("nil outer, embedded value at offset 0", func() { fmt.Print(w.IsNil(), " ") })
	try("method expression", func() { Getter.Get(nil) })
	try("(*T).Get(nil)", func() { (*Counter).Get(nil) })
	g = (*Counter)(nil)
	try("nil pointer in interface", func() { []Getter{g, p}[0].Get() })
	try("address of field", func() { _ = &c.n })
	try("deferred nil interface", func() { var g Getter; defer g.Get(); fmt.Println("not reached") })
	try("go-like bound", func() { f := g.(*Counter).IsNil; fmt.Print(f(), " ") })
}

type Animal interface{ Sound() string }
type Base struct{ name string }

func (b *Base) Name() string    { return b.name }
func (b *Base) SetName(n string) { b.name = n }

type Dog struct {
	*Base
	Animal
	friends []Animal
}

func (d Dog) Sound() string { return d.Name() + ":woof" }

type Puppy struct {
	Dog
	age int
}

func (p Puppy) Sound() string { return p.Dog.Sound() + "!" }

func embedding() {
	p := Puppy{Dog{Base: &Base{"rex"}}, 1}
	q := p
	q.SetName("max")
	var a Animal = p
	fmt.Println(p.Name(), a.Sound(), p.Dog.Sound(), q.Sound(), Animal.Sound(q.Dog))
	d := Dog{Base: &Base{"loop"}, Animal: p}
	fmt.Println(d.Sound(), d.Animal.Sound())
	type anon struct {
		fmt.Stringer
		error
	}
	x := anon{error: fmt.Errorf("boom")}
	fmt.Println(x.Error(), x.Stringer == nil)
	var e error = x
	fmt.Println(e)
	type self struct{ *self }
	s := &self{}
	s.self = s
	fmt.Println(s.self.self.self == s)
}

func main() {
	specExample()
	depth()
	sets()
	values()
	bigReceivers()
	expressions()
	nils()
	embedding()
}
