// Type identity and assignability as a program can see them: through interfaces, %T, conversions and comparisons.
package main

import (
	"fmt"
	"io"
	"strings"
)

func main() {
	identical()
	different()
	assignable()
	channelDirections()
	aliases()
	structTags()
	localTypes()
	functionTypes()
	interfaceIdentity()
	underlying()
	defined()
	anonymousAcross()
}

type (
	A0 = []string
	A1 = A0
	A2 = struct{ a, b int }
	A3 = int
	A4 = func(A3, float64) *A0
	A5 = func(x int, _ float64) *[]string

	B0 A0
	B1 []string
	B2 struct{ a, b int }
	B3 struct{ a, c int }
	B4 func(int, float64) *B0
	B5 func(x int, y float64) *A1

	C0         = B0
	D0[P1, P2 any] struct {
		x P1
		y P2
	}
	E0 = D0[int, string]
)

// same tells whether two zero values have one dynamic type.
func same[T, U any]() bool {
	_, ok := any(*new(T)).(U)
	return ok
}

func identical() {
	fmt.Println(same[A0, A1](), same[A1, []string](), same[A2, struct{ a, b int }](), same[A3, int](), same[A4, func(int, float64) *[]string](), same[A4, A5](),
		same[B0, C0](), same[D0[int, string], E0](), same[[]int, []int](), same[struct{ a, b *B5 }, struct{ a, b *B5 }](),
		same[func(x int, y float64) *[]string, func(int, float64) (result *[]string)](), same[byte, uint8](), same[rune, int32](), same[*any, *interface{}]())
}

func different() {
	fmt.Println(same[B0, B1](), same[B2, B3](), same[B0, []string](), same[A2, B2](), same[func(int, float64) *B0, func(x int, y float64) *[]string](),
		same[D0[int, string], struct {
			x int
			y string
		}](), same[D0[int, string], D0[int8, string]](), same[[3]int, [4]int](), same[struct{ a int }, struct{ b int }](), same[int, int64](),
		same[struct {
			a int `t:"1"`
		}, struct{ a int }](), same[struct{ B2 }, struct{ B2 B2 }](), same[chan int, <-chan int](), same[func(...int), func([]int)](),
		same[map[string]int, map[string]int32](), same[*int, *uint](), same[uint, uintptr](), same[error, fmt.Stringer]())
	fmt.Printf("%T %T %T %T %T\n", B0{}, A2{}, E0{}, A5(nil), struct {
		B2 `tag:"x"`
		_  int
		c  <-chan func(...A3) (B4, error)
	}{})
}

type (
	Ints    []int
	Fn      func(int) string
	Chan    chan int
	Mp      map[string]Ints
	Ptr     *int
	Shouter interface{ Shout() string }
	Loud    string
)

func (l Loud) Shout() string { return strings.ToUpper(string(l)) }

func assignable() {
	var i Ints = []int{1}
	var s []int = i
	var f Fn = func(i int) string { return fmt.Sprint(i) }
	var g func(int) string = f
	var m Mp = map[string]Ints{"a": s}
	x := 3
	var p Ptr = &x
	var q *int = p
	*q = 4
	var a A2 = B2{1, 2}
	var b B2 = a
	var c B3 = B3(struct{ a, c int }(B3{5, 6}))
	var sh Shouter = Loud("hey")
	var e any = sh
	var w io.Writer = &strings.Builder{}
	var rw interface {
		io.Writer
		String() string
	} = w.(*strings.Builder)
	w = rw
	fmt.Println(s, g(7), m["a"], x, b, c, sh.Shout(), e, rw.String() == "")
	fmt.Printf("%T %T %T %T %T\n", i, f, p, e, w)
	var d D0[int, string] = struct {
		x int
		y string
	}{1, "one"}
	fmt.Println(d)
	var nilFn Fn = nil
	var nilErr error
	fmt.Println(nilFn == nil, nilErr == nil, Ptr(nil) == nil)
}

func channelDirections() {
	c := make(Chan, 2)
	var send chan<- int = c
	var recv <-chan int = c
	send <- 1
	send <- 2
	fmt.Println(<-recv, len(recv), cap(send))
	fmt.Printf("%T %T %T\n", c, send, recv)
	var cc chan<- chan int
	var cr chan<- (<-chan int)
	var rr <-chan <-chan int
	var cp chan (<-chan int)
	var cf chan func() <-chan int
	fmt.Printf("%T %T %T %T %T %T\n", cc, cr, rr, cp, cf, (<-chan (chan<- int))(nil))
	var i1, i2 any = recv, (<-chan int)(c)
	fmt.Println(i1 == i2, i1 == any(c), recv == c)
}

type Node struct {
	Next *NodeAlias
	val  int
}
type NodeAlias = Node
type Set[K comparable] = map[K]bool
type Vec[T any] = []T
type PairOf[T any] = D0[T, T]
type Nested[T any] = Vec[Set[string]]

func aliases() {
	n := NodeAlias{val: 1}
	n.Next = &Node{val: 2}
	var s Set[int] = map[int]bool{3: true}
	s[4] = false
	v := Vec[Set[int]]{s, nil}
	fmt.Println(n.Next.val, s, len(v), same[Vec[int], []int](), same[PairOf[int], D0[int, int]](), same[Nested[int], []map[string]bool]())
	fmt.Printf("%T %T %T %T %T\n", n, s, v, PairOf[string]{}, Nested[int]{})
	type inner = struct{ x NodeAlias }
	fmt.Printf("%T %v\n", inner{}, same[inner, struct{ x Node }]())
}

type tagged struct {
	Name string `json:"name"`
	Addr *struct {
		Street string `json:"street"`
	} `json:"addr"`
}

type untagged struct {
	Name string
	Addr *struct{ Street string }
}

func structTags() {
	t := tagged{"ann", &struct {
		Street string `json:"street"`
	}{"elm"}}
	p := (*untagged)(&t)
	p.Addr.Street = "oak"
	u := untagged(t)
	u.Name = "bob"
	back := tagged(u)
	fmt.Println(t.Name, t.Addr.Street, u.Name, back.Addr == t.Addr, p.Name)
	var e any = t.Addr
	_, ok := e.(*struct{ Street string })
	fmt.Println(ok)
	type x struct{ a, b int }
	y := struct {
		a int `one:""`
		b int "two"
	}(x{1, 2})
	fmt.Printf("%v %T\n", y, y)
}

func localTypes() {
	type T struct{ v int }
	outer := any(T{1})
	{
		type T struct{ v int }
		inner := any(T{1})
		_, ok := outer.(T)
		fmt.Printf("%v %v %T %T\n", outer == inner, ok, outer, inner)
	}
	f := func() any { type T int; return T(1) }
	g := func() any { type T int; return T(1) }
	fmt.Printf("%v %v %T\n", f() == f(), f() == g(), f())
	type list struct {
		next *list
		m    map[string]*list
	}
	l := &list{m: map[string]*list{}}
	l.m["self"] = l
	fmt.Printf("%v %T\n", l.m["self"].m["self"] == l, l.m)
}

func functionTypes() {
	var f func(a, b int, rest ...string) (n int, err error)
	var g func(int, int, ...string) (int, error) = f
	fmt.Printf("%T %v\n", g, g == nil)
	type rec func(int) rec
	var sum func(int) rec
	total := 0
	sum = func(i int) rec { total += i; return rec(sum) }
	sum(1)(2)(3)
	fmt.Printf("%d %T %T\n", total, sum, rec(nil))
	fmt.Printf("%T %T %T\n", func(func(int) bool, chan<- int) {}, func() func() (int, string) { return nil }, func(struct{}, interface{ M() }, [2]int, map[int]bool) {})
}

type R interface{ Read(p []byte) (n int, err error) }
type RC interface {
	R
	Close() error
}

func interfaceIdentity() {
	var rc interface {
		Close() error
		io.Reader
	}
	var rc2 io.ReadCloser = rc
	var rc3 RC = rc2
	var p *interface {
		Close() error
		Read([]byte) (int, error)
	} = &rc
	fmt.Printf("%v %v %T\n", rc3 == nil, *p == nil, p)
	fmt.Println(same[*interface{ A(); B() }, *interface{ B(); A() }](), same[*any, *error](), same[[]interface{ Error() string }, []error]())
	type E interface{ error }
	fmt.Println(same[*E, *error]())
}

type (
	X1 string
	X2 X1
	X3 []X1
	X4 X3
	X5 *X2
)

func (X1) M() string { return "X1.M" }

func underlying() {
	var x4 X4 = []X1{"a"}
	x3 := X3(x4)
	var s []X1 = x3
	_, has := any(X2("b")).(interface{ M() string })
	fmt.Println(s, has, s[0].M(), string(X2(X1("c"))), X1(X2("d")).M())
	x2 := X2("e")
	var x5 X5 = &x2
	*x5 += "f"
	fmt.Println(x2, *(*X2)(x5), (*X1)(&x2).M())
}

type Mutex struct{ locked int }

func (m *Mutex) Lock() { m.locked++ }

type NewMutex Mutex
type PtrMutex *Mutex
type PrintableMutex struct{ Mutex }
type Block interface{ Lock() }
type MyBlock Block

func defined() {
	has := func(x any) bool { _, ok := x.(Block); return ok }
	m := &Mutex{}
	fmt.Println(has(m), has(*m), has(new(NewMutex)), has(PtrMutex(m)), has(new(PrintableMutex)), has(PrintableMutex{}), has((*Mutex)(new(NewMutex))))
	var b MyBlock = m
	b.Lock()
	var c Block = b
	c.Lock()
	PtrMutex(m).locked++
	(*Mutex)(PtrMutex(m)).Lock()
	fmt.Println(m.locked)
}

func anonymousAcross() {
	a := struct{ X, Y int }{1, 2}
	f := func() any { return struct{ X, Y int }{1, 2} }
	b, ok := f().(struct{ X, Y int })
	fmt.Println(a == b, ok, any(a) == f())
	var p struct {
		Name string
		B2
	}
	p.a = 3
	q := struct {
		Name string
		B2
	}{"n", B2{b: 4}}
	p.Name, p.b = "n", 4
	q.a = p.a
	fmt.Println(p == q, p)
}
