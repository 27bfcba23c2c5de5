// Expression, send, IncDec and assignment statements.
package main

import "fmt"

func say[T any](name string, v T) T {
	fmt.Print(name, " ")
	return v
}

type point struct{ x, y int }

type list struct {
	items []int
	next  *list
}

func expressions() {
	fmt.Println("-- expression statements")
	c := make(chan int, 3)
	c <- 1
	<-c
	(<-(chan int)(closed()))
	(func() { fmt.Println("called") })()
	copy([]int{1}, []int{2})
	(fmt.Println("in parentheses"))
}

func closed() chan int {
	c := make(chan int)
	close(c)
	return c
}

func sends() {
	fmt.Println("-- send")
	c := make(chan any, 4)
	say("channel", c) <- say("value", 1)
	var p chan<- any = c
	p <- nil
	p <- point{1, 2}
	fmt.Println()
	fmt.Println(<-c, <-c, <-c, len(c))
	f := make(chan func() int, 1)
	f <- func() int { return 7 }
	fmt.Println((<-f)())
	shifts := make(chan uint8, 1)
	n := 3
	shifts <- 1 << n
	fmt.Println(<-shifts)
}

func incDec() {
	fmt.Println("-- IncDec")
	var u8 uint8 = 255
	u8++
	var i8 int8 = -128
	i8--
	f, c := 1.5, 2i
	f++
	c--
	r := 'a'
	r++
	m := map[string]float32{}
	m["a"]++
	m["b"]--
	s := []int{1, 2}
	i := 0
	next := func() int { i++; return i - 1 }
	s[next()]++
	p := &s[1]
	*p++
	(*p)--
	(s[1])++
	fmt.Println(u8, i8, f, c, r, m, s, i)
	type inner struct{ n [2]int8 }
	type outer struct{ *inner }
	o := outer{&inner{}}
	o.n[1]--
	o.inner.n[0]++
	fmt.Println(o.n)
}

func operators() {
	fmt.Println("-- op=")
	x := 13
	x += 2
	x -= 1
	x *= 3
	x /= 4
	x %= 7
	x <<= 4
	x >>= 1
	x |= 9
	x &= 27
	x ^= 5
	x &^= 8
	fmt.Println(x)
	s := "a"
	s += s + "b"
	b := []bool{true}
	b[0] = b[0] && !b[0]
	fmt.Println(s, b)
	m := map[string][]int{}
	m["k"] = append(m["k"], 1)
	m["k"][0] += 4
	calls := 0
	idx := func() int { calls++; return 0 }
	m["k"][idx()] *= 2
	var a [3]int8
	a[idx()] -= 127
	a[idx()] -= 2
	pp := func() *int8 { calls++; return &a[1] }
	*pp() |= 3
	fmt.Println(m, a, calls)
	var u uint8 = 200
	u += 100
	var sh uint = 9
	u <<= sh - 8
	fmt.Println(u)
	z := 1 + 2i
	z *= z
	z /= 2i
	fmt.Println(z)
}

func tuples() {
	fmt.Println("-- tuples")
	a, b := 1, 2
	a, b = b, a
	fmt.Println(a, b)
	x := []int{1, 2, 3}
	i := 0
	i, x[i] = 1, 2 // set i = 1, x[0] = 2
	fmt.Println(i, x)
	i = 0
	x[i], i = 2, 1 // set x[0] = 2, i = 1
	fmt.Println(i, x)
	x[0], x[0] = 1, 2 // set x[0] = 1, then x[0] = 2
	fmt.Println(x)
	i = 2
	x = []int{3, 5, 7}
	for i, x[i] = range x {
		break
	}
	fmt.Println(i, x)
	l := &list{[]int{1}, &list{[]int{2}, nil}}
	l, l.next, l.items[0] = l.next, l, 9
	fmt.Println(l.items, l.next == nil)
	p := &point{1, 2}
	q := p
	p, p.x = &point{5, 6}, 7
	fmt.Println(*p, *q)
	s := []int{0, 1, 2}
	s, s[0] = []int{9}, 8
	fmt.Println(s)
	m := map[string]int{"a": 1}
	m["a"], m["b"] = m["b"], m["a"]
	fmt.Println(m)
	pts := [2]point{{1, 2}, {3, 4}}
	pts[0], pts[1] = pts[1], pts[0]
	pts[0].x, pts[0].y = pts[0].y, pts[0].x
	fmt.Println(pts)
	big := [2][9]int{{1}, {2}}
	big[0], big[1] = big[1], big[0]
	fmt.Println(big)
	_, a, _ = triple()
	fmt.Println(a)
	var e any
	var ok bool
	e, ok = m["a"]
	fmt.Println(e, ok)
	var f float64
	f, m["c"] = 1, 2
	fmt.Println(f, m)
	v, ok := (<-closed()), true
	v2, ok2 := <-closed()
	fmt.Println(v, ok, v2, ok2)
}

func triple() (string, int, error) { return "s", 42, nil }

func order() {
	fmt.Println("-- order")
	arr := make([]int, 3)
	m := map[string]int{}
	arr[say("i", 0)], m[say("k", "key")] = say("r1", 1), say("r2", 2)
	fmt.Println(arr, m)
	func() {
		defer func() { fmt.Println(recover(), arr) }()
		var none []int
		// Operands first, then assignments from left to right: the first happens, the second panics.
		arr[1], none[0], arr[2] = say("x", 5), say("y", 6), say("z", 7)
	}()
	func() {
		defer func() { fmt.Println(recover(), arr) }()
		var p *point
		// The nil pointer is found when the assignment is carried out.
		arr[1], p.x = 10, say("value", 2)
	}()
	func() {
		defer func() { fmt.Println(recover(), arr) }()
		var none map[string]int
		arr[2], none["a"] = 11, say("value", 2)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		zero := 0
		var none map[string]int
		none["a"] = 1 / zero
	}()
	func() {
		defer func() { fmt.Println(recover(), arr) }()
		arr[say("index", 9)] = say("right side first", 1)
	}()
}

func blank() {
	fmt.Println("-- blank")
	_ = say("evaluated", 1)
	_, _ = say("a", 1), say("b", "x")
	var _ = say("var", 2)
	var _, n = 1, 2
	for _ = range 1 {
		fmt.Println("\nonce", n)
	}
	var arr [2]int
	_ = arr[n-1]
	defer func() { fmt.Println(recover()) }()
	_ = arr[n]
}

func interfaces() {
	fmt.Println("-- assignability")
	type myErr struct{ error }
	var e error = myErr{}
	var a any = e
	a, e = e, nil
	fmt.Printf("%T %v\n", a, e)
	var in <-chan int
	both := make(chan int, 1)
	in = both
	type fn func(int) int
	var f fn = func(i int) int { return i * 2 }
	var g func(int) int = f
	both <- g(4)
	fmt.Println(<-in)
	var r rune = 'x'
	var u32 uint32 = 'y'
	var c64 complex64 = 1 << 3
	var f32 float32 = 'a' / 2
	fmt.Println(r, u32, c64, f32)
	type bytes []byte
	var bs bytes = []byte("hi")
	var raw []byte = bs
	fmt.Println(string(raw), string(bs))
}

func copies() {
	fmt.Println("-- values are copied")
	a := [3]int{1, 2, 3}
	b := a
	b[0] = 9
	type nest struct{ arr [2][2]int }
	n := nest{[2][2]int{{1, 2}, {3, 4}}}
	m := n
	m.arr[1][1] = 0
	var i any = n
	n.arr[0][0] = 77
	arrs := [][2]int{{1, 2}}
	first := arrs[0]
	arrs[0][0] = 5
	fmt.Println(a, b, n, m, i, first, arrs)
	p := &a
	c := *p
	p[1] = 0
	*p = [3]int{4, 5, 6}
	fmt.Println(a, c)
	// Overlapping parts of one value.
	type tree struct{ left, right [4]int }
	t := tree{left: [4]int{1, 2, 3, 4}}
	t.left, t.right = t.right, t.left
	fmt.Println(t)
	grid := [3][3]int{{1}, {2}, {3}}
	grid[0], grid[1], grid[2] = grid[1], grid[2], grid[0]
	fmt.Println(grid)
}

func main() {
	expressions()
	sends()
	incDec()
	operators()
	tuples()
	order()
	blank()
	interfaces()
	copies()
}
