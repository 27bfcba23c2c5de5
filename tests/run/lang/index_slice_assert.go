// Index expressions, slice expressions and type assertions, with every panic they can end in.
package main

import (
	"fmt"
	"runtime"
)

func try(what string, f func()) {
	defer func() {
		r := recover()
		_, isError := r.(runtime.Error)
		fmt.Println(what, "->", r, isError)
	}()
	f()
}

type (
	Idx    uint8
	Str    string
	Arr    [4]int
	Key    struct{ a, b any }
	Shape  interface{ Area() float64 }
	Named  interface{ Name() string }
	Both   interface {
		Shape
		Named
	}
	Sq  struct{ side float64 }
	Ptr struct{ n string }
)

func (s Sq) Area() float64    { return s.side * s.side }
func (p *Ptr) Area() float64  { return 0 }
func (p *Ptr) Name() string   { return p.n }
func (p *Ptr) hidden() string { return "hidden" }

func indexing() {
	a := Arr{1, 2, 3, 4}
	p := &a
	s := a[:]
	str := Str("héy")
	var i8 int8 = 3
	var u64 uint64 = 2
	var idx Idx = 1
	fmt.Println(a[i8], p[u64], s[idx], str[idx], a['\x02'], s[1.0+1i*0], "const"[i8], str[len(str)-1], [3]string{"x", "y", "z"}[idx])
	p[0], s[1], a[idx+1] = 10, 20, 30
	pp := &s[3]
	*pp += 5
	fmt.Println(a, *p, s, fmt.Sprintf("%T %T", str[0], "a"[0]))
	m := map[Key]int{{1, "x"}: 1}
	m[Key{1, "x"}]++
	m[Key{nil, 2.5}] -= 3
	v, ok := m[Key{1, "y"}]
	var nilMap map[string][]int
	fmt.Println(m[Key{1, "x"}], m[Key{nil, 2.5}], v, ok, nilMap["z"] == nil, len(nilMap["z"]), nilMap["q"][:0] == nil)
	type T struct{ xs []map[string][2]int }
	t := T{[]map[string][2]int{{"k": {7, 8}}}}
	fmt.Println(t.xs[0]["k"][1], t.xs[0]["none"][0])
	mm := map[string]map[string]int{}
	fmt.Println(mm["a"]["b"], len(mm))
	mf := map[string]func(int) int{"sq": func(i int) int { return i * i }}
	fmt.Println(mf["sq"](7), (*p)[2], (&a)[1], (*[2]int)(s)[1])
}

func indexPanics() {
	n, neg, s, str := 5, -1, []int{1, 2, 3}, "abc"
	var arr [3]int
	var nilArr *[3]int
	var nilMap map[string]int
	u8, big := uint8(200), uint64(1<<63)
	try("slice", func() { _ = s[n] })
	try("negative", func() { _ = s[neg] })
	try("array", func() { _ = arr[n] })
	try("string", func() { _ = str[n] })
	try("uint8", func() { _ = s[u8] })
	try("uint64", func() { _ = s[big] })
	try("store", func() { s[n] = 1 })
	try("nil slice", func() { _ = []int(nil)[0+n-5] })
	try("empty string", func() { _ = ""[n] })
	try("nil array", func() { _ = nilArr[1] })
	try("nil array len", func() { fmt.Print(len(nilArr), " ") })
	try("nil map read", func() { fmt.Print(nilMap["x"], " ") })
	try("nil map write", func() { nilMap["x"] = 1 })
	try("nil map op", func() { nilMap["x"]++ })
	try("nil map delete", func() { delete(nilMap, "x") })
	try("unhashable key", func() { _ = map[any]int{}[[]int{1}] })
	try("unhashable in struct", func() { m := map[Key]int{}; m[Key{1, map[int]int{}}] = 2 })
	try("unhashable func", func() { _, _ = map[any]int{1: 1}[func() {}] })
	try("address", func() { _ = &s[n] })
	try("index of call", func() { _ = make([]int, 2)[n] })
}

func slicing() {
	a := [5]int{1, 2, 3, 4, 5}
	s := a[1:4]
	t := a[1:3:5]
	fmt.Println(s, len(s), cap(s), t, len(t), cap(t), s[:cap(s)], s[2:], a[:2], a[:], s[3:], s[3:4])
	p := &a
	fmt.Println(p[2:], p[:1:1], cap(p[:1:1]), (*p)[4:5], cap(p[5:]))
	str := Str("hello, 世界")
	sub := str[7:10]
	fmt.Printf("%s %T %q %q %T\n", sub, sub, str[8:9], "const"[1:3], "const"[1:3])
	var nilS []int
	var lo, hi Idx = 1, 2
	fmt.Println(nilS[0:] == nil, nilS[:0:0] == nil, s[lo:hi], str[lo:][:hi], ""[0:], str[len(str):] == "")
	s2 := append(s[:1], 100)
	s3 := append(s[:1:1], 200)
	fmt.Println(a, s2, s3)
	b := [3][2]int{{1, 2}, {3, 4}, {5, 6}}
	bs := b[1:][0][:1]
	bs[0] = 30
	fmt.Println(b, bs, cap(bs))
	type S []int
	fmt.Printf("%T %T %T\n", S{1}[:0], a[:], p[1:2])
}

func slicePanics() {
	s, str := make([]int, 3, 5), "abc"
	var arr [3]int
	var nilArr *[3]int
	n, neg, two, ten, big := 6, -1, 2, 10, uint64(1<<40)
	try("s[:6]", func() { _ = s[:n] })
	try("s[6:]", func() { _ = s[n:] })
	try("s[4:]", func() { _ = s[two+2:] })
	try("s[:5]", func() { fmt.Print(len(s[:n-1]), " ") })
	try("s[2:1]", func() { _ = s[two : two-1] })
	try("s[-1:]", func() { _ = s[neg:] })
	try("s[:-1]", func() { _ = s[:neg] })
	try("s[::10]", func() { _ = s[0:0:ten] })
	try("s[:4:3]", func() { _ = s[: two+2 : two+1] })
	try("s[3:2:4]", func() { _ = s[two+1 : two : two+2] })
	try("s[::-1]", func() { _ = s[0:0:neg] })
	try("s[:huge]", func() { _ = s[:big] })
	try("str[4:]", func() { _ = str[two+2:] })
	try("str[:10]", func() { _ = str[:ten] })
	try("str[2:1]", func() { _ = str[two:1] })
	try("arr[:10]", func() { _ = arr[:ten] })
	try("arr[::10]", func() { _ = arr[0:0:ten] })
	try("nil array", func() { _ = nilArr[:] })
	try("to array", func() { _ = [4]int(s) })
	try("to array pointer", func() { _ = (*[6]int)(s) })
	try("nil to [0]", func() { fmt.Print([0]int([]int(nil)), (*[0]int)([]int(nil)) == nil, (*[0]int)([]int{}) != nil, " ") })
}

func assertions() {
	var x any = 7
	i := x.(int)
	_, okS := x.(string)
	f, okF := x.(float64)
	var s Shape = Sq{2}
	sq := s.(Sq)
	_, okN := s.(Named)
	s = &Ptr{"p"}
	b := s.(Both)
	n, okB := b.(Named)
	var e error
	_, okE := e.(fmt.Stringer)
	_, okA := any(s).(any)
	_, okNil := any(nil).(any)
	fmt.Println(i, okS, f, okF, sq, okN, b.Name(), n.Name(), okB, okE, okA, okNil)
	var v, ok any = x.(int)
	fmt.Printf("%T %T\n", v, ok)
	h, okH := s.(interface{ hidden() string })
	fmt.Println(h.hidden(), okH)
	type local int
	y := any(local(3))
	_, okInt := y.(int)
	_, okLocal := y.(local)
	_, okFn := any(assertions).(func())
	_, okCh := any(make(chan int)).(<-chan int)
	_, okSt := any(struct{ A int }{1}).(struct{ A int })
	fmt.Println(okInt, okLocal, okFn, okCh, okSt, x.(int)+1, any(&x).(*any) == &x)
}

func assertionPanics() {
	var x any = "str"
	var nilAny any
	var s Shape = Sq{1}
	var nilShape Shape
	var err error = fmt.Errorf("x")
	type T struct{ a []int }
	try("any to int", func() { _ = x.(int) })
	try("nil any", func() { _ = nilAny.(int) })
	try("nil to interface", func() { _ = nilAny.(fmt.Stringer) })
	try("nil shape", func() { _ = nilShape.(Sq) })
	try("shape to ptr", func() { _ = s.(*Ptr) })
	try("missing method", func() { _ = s.(Named) })
	try("missing, pointer receiver", func() { _ = any(Ptr{}).(Shape) })
	try("to anonymous", func() { _ = x.(interface{ M(int) string }) })
	try("error to", func() { _ = err.(fmt.Stringer) })
	try("to slice", func() { _ = x.([]map[string]*T) })
	try("to func", func() { _ = x.(func(int, ...string) (bool, error)) })
	try("to struct", func() { _ = x.(struct{ X int }) })
	try("to chan", func() { _ = any(make(chan<- int)).(chan int) })
	try("nil pointer holds", func() { _ = any((*Ptr)(nil)).(*Ptr); fmt.Print("ok ") })
	try("to error", func() { _ = x.(error) })
	try("rune", func() { _ = any('x').(byte) })
}

func main() {
	indexing()
	indexPanics()
	slicing()
	slicePanics()
	assertions()
	assertionPanics()
}
