package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
)

type Number interface {
	~int | ~int8 | ~uint8 | ~float64 | ~float32 | ~int64
}

func Sum[T Number](xs ...T) T {
	var s T
	for _, x := range xs {
		s += x
	}
	return s
}
func Map[T, U any](xs []T, f func(T) U) []U {
	r := make([]U, 0, len(xs))
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (T, bool) {
	var zero T
	if len(s.items) == 0 {
		return zero, false
	}
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}

type Node[K comparable, V any] struct {
	k    K
	v    V
	next *Node[K, V]
}
type List[K comparable, V any] struct{ head *Node[K, V] }

func (l *List[K, V]) Put(k K, v V) {
	for n := l.head; n != nil; n = n.next {
		if n.k == k {
			n.v = v
			return
		}
	}
	l.head = &Node[K, V]{k, v, l.head}
}
func (l *List[K, V]) Each(f func(K, V)) {
	for n := l.head; n != nil; n = n.next {
		f(n.k, n.v)
	}
}

type Shape interface {
	Area() float64
	Name() string
}
type Base struct{ name string }

func (b *Base) Name() string     { return b.name }
func (b *Base) SetName(s string) { b.name = s }

type Rect struct {
	*Base
	w, h float64
}

func (r Rect) Area() float64 { return r.w * r.h }

type Circle struct {
	Base
	r float64
}

func (c *Circle) Area() float64 { return 3 * c.r * c.r }

type big struct {
	a [10]int
	s string
	x, y, z, w, q int
}

func (b big) Total() int {
	t := 0
	for _, v := range b.a {
		t += v
	}
	b.a[0] = 1000
	return t + b.x
}

type Totaler interface{ Total() int }
type myErr struct{ code int }

func (e myErr) Error() string { return "code " + strconv.Itoa(e.code) }
func mayFail(n int) (int, error) {
	if n > 2 {
		return 0, myErr{n}
	}
	return n, nil
}
func multi() (int, string, error) { return 1, "two", nil }
func take(a int, b string, c error) string { return fmt.Sprint(a, b, c) }
func variadic(pre string, xs ...any) int   { return len(xs) }

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type Weekday int

const (
	Sunday Weekday = iota
	Monday
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon"}[d] }

func rec(n int) (r int) {
	defer func() {
		if e := recover(); e != nil {
			r = -1
			fmt.Println("recovered:", e)
		}
	}()
	if n == 0 {
		var p *int
		return *p
	}
	if n == 1 {
		a := []int{1}
		return a[n+4]
	}
	if n == 2 {
		z := 0
		return 1 / z
	}
	if n == 3 {
		var m map[string]int
		m["a"] = 1
	}
	if n == 4 {
		var s Shape
		return len(s.Name())
	}
	if n == 5 {
		var a any = "str"
		return a.(int)
	}
	if n == 6 {
		panic(errors.New("boom"))
	}
	if n == 7 {
		panic(fmt.Sprintf("n=%d", n))
	}
	return n
}

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2.5), Sum[int8](100, 100), Sum[uint8](200, 100))
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return strconv.Itoa(i * 2) }))
	s := &Stack[string]{}
	s.Push("a")
	s.Push("b")
	fmt.Println(s.Pop())
	fmt.Println(s.Pop())
	fmt.Println(s.Pop())
	var l List[string, big]
	l.Put("x", big{x: 5})
	l.Put("y", big{a: [10]int{1, 2, 3}})
	l.Put("x", big{x: 7})
	l.Each(func(k string, v big) { fmt.Println(k, v.Total(), v.a[0]) })
	shapes := []Shape{Rect{&Base{"rect"}, 2, 3}, &Circle{Base{"circle"}, 2}}
	for _, s := range shapes {
		fmt.Println(s.Name(), s.Area())
		switch v := s.(type) {
		case Rect:
			v.SetName("R")
		case *Circle:
			v.SetName("C")
		}
		fmt.Println(s.Name())
	}
	b := big{x: 1}
	b.a[3] = 9
	var t Totaler = b
	b.a[3] = 100
	fmt.Println(t.Total(), t.Total(), b.Total(), b.a[0])
	fn := b.Total
	b.x = 50
	fmt.Println(fn(), b.Total())
	if _, err := mayFail(3); err != nil {
		var me myErr
		fmt.Println(err, errors.As(err, &me), me.code)
	}
	fmt.Println(take(multi()))
	fmt.Println(variadic("a"), variadic("a", 1, "b"), variadic("x", []any{1, 2, 3}...))
	fmt.Println(Celsius(36.6), Monday, []Weekday{0, 1}, map[Weekday]Celsius{1: 2})
	for i := 0; i < 9; i++ {
		fmt.Println(i, rec(i))
	}
	x, y := 1, 2
	x, y = y, x
	arr := []int{0, 1, 2, 3}
	i := 0
	i, arr[i] = 2, 9
	fmt.Println(x, y, i, arr)
	arr[0], arr[3] = arr[3], arr[0]
	fmt.Println(arr)
	p := &struct{ next *int; v int }{}
	q := p
	p.v, p = 5, nil
	fmt.Println(q.v, p == nil)
	var u8 uint8 = 250
	u8 += 10
	var i8 int8 = 127
	i8++
	var u32 uint32 = 1 << 31
	u32 <<= 1
	fmt.Println(u8, i8, u32, -7/2, -7%3, 7&^5, ^3)
	var sh uint = 70
	fmt.Println(1<<sh, int64(-1)>>sh, uint8(1)<<7>>7)
	f := 3.99
	fmt.Println(int(f), int(-f), uint8(f), float32(0.1), float64(float32(0.1)))
	str := "héllo, 世界"
	for i, r := range str {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println(len(str), []rune(str)[1], []byte(str)[1], str[1:3], string([]rune{19990}))
	type pt struct{ x, y int }
	mp := map[string]*pt{"a": {1, 2}}
	mp["a"].x += 10
	ms := map[string]pt{"b": {3, 4}}
	v := ms["b"]
	v.x = 100
	fmt.Println(*mp["a"], ms["b"], v)
	cnt := map[rune]int{}
	for _, r := range "hello" {
		cnt[r]++
	}
	fmt.Println(cnt['l'], len(cnt))
	delete(cnt, 'l')
	_, has := cnt['l']
	fmt.Println(has)
	mat := [3][3]int{{1, 2, 3}, {4, 5, 6}}
	mat[2][1] = 8
	row := mat[1]
	row[0] = 77
	fmt.Println(mat, row, len(mat[0]))
	sl := [][]string{{"a"}, {}}
	sl[1] = append(sl[1], "b", "c")
	fmt.Println(sl, cap(sl[1]) >= 2)
	func() {
		defer fmt.Println("deferred 1")
		defer func(s string) { fmt.Println("deferred", s) }("2")
		for i := range 2 {
			defer fmt.Println("loop", i)
		}
	}()
	ch := make(chan int, 3)
	done := make(chan struct{})
	go func() {
		for v := range ch {
			fmt.Println("got", v)
		}
		close(done)
	}()
	for i := range 3 {
		ch <- i
	}
	close(ch)
	<-done
	select {
	case v, ok := <-ch:
		fmt.Println("closed", v, ok)
	default:
		fmt.Println("default")
	}
	switch z := x + y; {
	case z > 2:
		fmt.Println("gt")
		fallthrough
	case z > 100:
		fmt.Println("fall")
	default:
		fmt.Println("no")
	}
	switch str[0] {
	case 'a', 'b', 'c', 'd', 'e':
		fmt.Println("a-e")
	case 'h':
		fmt.Println("h")
	}
	var nilmap map[string]int
	fmt.Println(nilmap["x"], len(nilmap), nilmap == nil)
	var np *Circle
	fmt.Println(np == nil, any(np) == nil)
	if len(os.Args) > 5 {
		return
	}
	var iface any = 3
	switch v := iface.(type) {
	case string, int:
		fmt.Printf("%T %v\n", v, v)
	case nil:
	}
	fmt.Printf("%v %+v %T %q\n", pt{1, 2}, pt{3, 4}, pt{}, "hi")
}
