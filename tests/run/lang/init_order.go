// Program initialization: variables in dependency order, init functions in source order, zero values.
package main

import "fmt"

func trace[T any](name string, v T) T {
	fmt.Println("init", name, v)
	return v
}

// The specification's examples.
var (
	a = trace("a", c+b)
	b = trace("b", f())
	c = trace("c", 1)
	d = 3
)

func f() int {
	d++
	return d
}

// Several variables from one expression are set together, before what uses any of them.
var (
	afterPair     = trace("afterPair", first+1)
	first, second = pair()
	third         = trace("third", second)
)

func pair() (int, int) {
	fmt.Println("init first, second")
	return base * 10, base * 20
}

var base = trace("base", 2)

// Dependencies through functions, methods, method values and expressions, closures, and composite literals.
type T struct{ n int }

func (t T) value() int    { return t.n + viaMethod }
func (t *T) pointer() int { return viaPointer }

var (
	m1         = trace("m1", T{1}.value())
	m2         = trace("m2", (&T{}).pointer())
	m3         = trace("m3", T.value != nil)
	m4         = trace("m4", (*T).pointer != nil)
	m5         = trace("m5", func() int { return viaClosure }())
	m6         = trace("m6", []func() int{nested}[0]())
	m7         = trace("m7", struct{ f func() int }{nested}.f())
	viaMethod  = trace("viaMethod", 10)
	viaPointer = trace("viaPointer", 20)
	viaClosure = trace("viaClosure", 30)
	viaNested  = trace("viaNested", 40)
)

func nested() int { return func() int { return func() int { return viaNested }() }() }

func (m T) String() string { return "T" }

// A reference through an interface is not a dependency.
type getter interface{ get() int }
type impl struct{}

func (impl) get() int { return hidden }

var i getter = impl{}
var early = trace("early: hidden is not yet set", i.get())
var hidden = trace("hidden", 7)

// A pointer to a variable is a reference, an assignment in a function too.
var ptr = trace("ptr refers to target", *&target)
var target = trace("target", 5)
var set = trace("set", assign())
var assigned = trace("assigned", 1)

func assign() int { assigned = 2; return 0 }

// Blank variables are initialized like others.
var _ = trace("blank", late)
var late = trace("late", "late")
var _, named = trace("blank 2", 1), trace("named", 2)

// Recursive functions are fine as long as no variable depends on itself.
var depth = trace("depth", even(4))

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

// A map, a slice and a function in variables.
var table = map[string]func() int{"x": func() int { return inTable }}
var inTable = trace("inTable", 3)
var fromTable = trace("fromTable", table["x"]())

// Generic functions and types carry dependencies, too.
type box[V any] struct{ v V }

func (b box[V]) get() (V, int) { return b.v, inGeneric }

func id[V any](v V) V { _ = inGeneric2; return v }

var g1, _ = box[int]{1}.get()
var g2 = trace("g2", id("x"))
var inGeneric = trace("inGeneric", 1)
var inGeneric2 = trace("inGeneric2", 2)

// Values known at compile time need no order.
const k = len(arr)

var arr [3]int
var zero struct {
	p *int
	s []string
	e error
	m map[int]int
	f func()
	c chan int
	a [2]bool
}

var ifaceOnly any = nil

func init() {
	fmt.Println("init 1", a, b, c, d, k, zero, ifaceOnly)
	a = 100
}

func init() {
	fmt.Println("init 2", a, early, hidden, assigned)
	for range 2 {
		defer func() { fmt.Println("deferred in init") }()
	}
	done := make(chan bool)
	go func() { done <- true }()
	fmt.Println("a goroutine started by init runs", <-done)
}

func main() {
	fmt.Println("main", afterPair, first, second, third, m3, named, fromTable, g1)
}

func init() {
	fmt.Println("init 3, behind main in the source")
}

var last = trace("last in the source, before every init", m1+m2+m5+m6+m7)
