// Blocks, scope, shadowing (of predeclared names too), blank identifiers, labels, variables and short declarations.
package main

import (
	"fmt"
	str "strings"
)

var x = "package"
var (
	a, b    = 1, "b"
	c, d    = pair()
	_       = note("blank variable")
	_, e    = pair()
	f, g, h int
	i, j    float32 = -1, -2
)

func pair() (int, string)    { return 42, "answer" }
func note(s string) string   { fmt.Println("note", s); return s }
func _()                     { panic("never called") }
func _(int)                  {}
func init()                  { fmt.Println("init 1", x) }
func init()                  { fmt.Println("init 2", a, b, c, d, e, f, g, h, i, j) }

type _ struct{ self *int }

const _ = iota
const _, second = iota, iota + 5

func main() {
	blocks()
	statements()
	predeclared()
	types()
	shortDeclarations()
	parameters(1, "p")
	labels()
	blanks()
	selfReference()
	fmt.Println(uses(3))
	generic[int, bool](5)
	later()
}

func blocks() {
	fmt.Print(x, " ")
	x := x + "+local"
	{
		fmt.Print(x, " ")
		x := x + "+block"
		{
			x, y := 1, x
			fmt.Print(x, y, " ")
		}
		fmt.Print(x, " ")
	}
	func() {
		x += "!"
		x := 'c'
		_ = x
	}()
	fmt.Println(x)
}

func statements() {
	x := 0
	if x := 1; x == 0 {
	} else if y := x + 1; y == 2 {
		x := 3
		fmt.Print(x, y, " ")
	} else {
		fmt.Print(x, y)
	}
	for x := 5; x < 6; x++ {
		x := x * 10
		fmt.Print(x, " ")
	}
	switch x := x + 7; x := any(x).(type) {
	case int:
		x++
		fmt.Print(x, " ")
		{
			x := "case"
			fmt.Print(x, " ")
		}
	case string:
		fmt.Print(x)
	}
	switch {
	case x == 0:
		x := 1
		fmt.Print(x, " ")
		fallthrough
	case x == 1:
		x := 2
		fmt.Print(x, " ")
	}
	ch := make(chan int, 1)
	ch <- 9
	select {
	case x := <-ch:
		fmt.Print(x, " ")
	default:
	}
	for x, y := range []int{7} {
		x, y := y, x
		fmt.Print(x, y, " ")
	}
	fmt.Println(x)
}

func predeclared() {
	true := false
	nil := "not nil"
	len := func(s string) int { return -1 }
	type error int
	var e error = 5
	int := 3.5
	type string = rune
	const iota = "iota"
	var append, make, new, panic = 1, 2, 3, 4
	var print any = int
	var s string = 'x'
	fmt.Println(true, nil, len("abc"), int, s, iota, append+make+new+panic, print, e)
	if !true {
		type any interface{ M() }
		var a any
		fmt.Printf("%v %T\n", a == (any)(a), &a)
	}
	byte := uint16(300)
	min := max(1, 2)
	{
		max := min
		min := byte
		fmt.Println(byte, min, max)
	}
	str := str.ToUpper("import shadowed")
	fmt.Println(str)
	fmt := "fmt"
	println := func(string2 ...any) {}
	println(fmt)
}

type T struct{ v int }

func (T) name() string { return "outer" }

func types() {
	t1 := T{1}
	type T struct{ t T0 }
	t2 := T{}
	type T2 = T
	{
		type T int
		var t T = 5
		fmt.Printf("%T %T %T %T %v\n", t1, t2, t, T2{}, t1.name())
	}
	type list struct {
		next *list
		vals []list
	}
	l := list{&list{}, []list{{}, {}}}
	fmt.Println(l.next.next == nil, len(l.vals))
}

type T0 struct{}

func shortDeclarations() {
	a, err := 1, error(nil)
	p := &a
	b, err := 2, fmt.Errorf("e")
	a, c := 10, 3
	fmt.Print(*p, a, b, c, err, " ")
	{
		a, d := 100, 4
		fmt.Print(*p, a, d, " ")
		b, a = a, b
	}
	_, a, e := 0, 11, 12
	fmt.Println(*p, a, b, e)
	f, f2 := func() int { return 7 }, 8
	f3, f := f(), func() int { return 9 }
	fmt.Println(f(), f2, f3)
	var m = map[string]int{"k": 1}
	v, ok := m["k"]
	w, ok := m["none"]
	var iface any = "s"
	s, ok2 := iface.(string)
	_, ok = iface.(int)
	fmt.Println(v, w, ok, s, ok2)
}

func parameters(x int, y string) (z int, err error) {
	x, w := x+1, x
	z, v := 5, x
	if true {
		z := 100
		_ = z
		x, err := 1, fmt.Errorf("inner")
		_, _ = x, err
	}
	fmt.Println(x, w, y, z, v, err)
	return
}

func labels() {
	x, L := 0, "a variable called as a label"
L:
	for i := 0; ; i++ {
	x:
		for j := range 5 {
			switch {
			case j == 2:
				continue L
			case i == 2:
				break L
			case j == 1 && i == 1:
				break x
			}
			fmt.Print(i, j, " ")
		}
	}
	func() {
	L:
		for {
			break L
		}
	}()
	goto x2
x2:
	if x < 3 {
		x++
		goto x2
	}
	fmt.Println(x, L)
Block:
	for {
		select {
		default:
			break Block
		}
	}
Switch:
	switch x {
	case 3:
		for {
			break Switch
		}
		fallthrough
	case 4:
		fmt.Println("not reached")
	}
}

type hasBlank struct {
	a int
	_ string
	_ [3]int
	b int
}

func (_ hasBlank) m(_ int, _ string) (_ int, _ error) { return }
func (hasBlank) n(int, ...string) (a int, _ string)  { a = 3; return }

func blanks() {
	_ = 5
	_, x := pair()
	var _, y = 1, 2
	var _ int
	const _ = 1 << 10
	for _ = range 2 {
	}
	for range "ab" {
	}
	for _, _ = range []int{1} {
	}
	_, _ = func() (int, int) { return 1, 2 }()
	var _ fmt.Stringer = (*str.Builder)(nil)
	n, err := hasBlank{}.m(1, "")
	n2, s2 := hasBlank{}.n(1)
	type _ int
	fmt.Println(x, y, n, err, n2, s2, hasBlank{a: 1, b: 2})
	func(_, _ int, _ ...string) {}(1, 2)
}

func selfReference() {
	var fact func(int) int
	fact = func(n int) int {
		if n < 2 {
			return 1
		}
		return n * fact(n-1)
	}
	y := 5
	{
		y := y * y // the right side is the outer y
		fmt.Print(y, " ")
	}
	const k = 3
	{
		const k = k * 2
		fmt.Print(k, " ")
	}
	type N struct{ n *N }
	fmt.Println(fact(10), N{&N{}}.n.n == nil)
}

func uses(n int) (n2 int) {
	defer func() { n2 *= n }()
	n2 = n
	{
		n := n + 100
		n2 += n - 100
	}
	return n2 + helper
}

func generic[T any, int interface{ ~string | ~float64 | bool }](v T) {
	type x = T
	var t int
	{
		T := x(v)
		fmt.Printf("%T %T\n", T, t)
	}
}

var helper = later2() + 1

func later()      { fmt.Println("later", helper) }
func later2() int { return after }

var after = 10
