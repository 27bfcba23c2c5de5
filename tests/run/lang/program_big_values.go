// Big structs and arrays in every position: copies must be copies.
package main

import (
	"fmt"
	"sort"
)

type Big struct {
	id   int
	arr  [6]int
	name string
	sub  struct {
		xs  []int
		m   map[string]int
		fn  func() int
		arr [3]string
	}
	p *Big
	i any
}

func mk(id int) Big {
	b := Big{id: id, name: fmt.Sprint("n", id)}
	for i := range b.arr {
		b.arr[i] = id*10 + i
	}
	b.sub.xs = []int{id}
	b.sub.arr[1] = "s"
	return b
}

func (b Big) with(id int) Big     { b.id = id; b.arr[0] = -id; return b }
func (b *Big) set(id int) *Big    { b.id = id; b.arr[0] = -id; return b }
func (b Big) sum() (s int)        { for _, v := range b.arr { s += v }; return s + b.id }
func (b Big) String() string      { return fmt.Sprintf("B%d%v", b.id, b.arr[:2]) }
func swap(a, b Big) (Big, Big)    { return b, a }
func named() (b Big, err error)   { b.id = 5; defer func() { b.arr[1] = 99 }(); b.name = "named"; return b, nil }
func modify(a [4]Big) [4]Big      { a[0].id = 1000; a[1].arr[2] = 1000; return a }
func ptr(a *[4]Big)               { a[0].id = 2000; a[1].arr[2] = 2000 }
func variadic(bs ...Big) (n int)  { for i := range bs { bs[i].id++; n += bs[i].id }; return }
func iface(x any) any             { b := x.(Big); b.id = 77; return b }

type Holder struct {
	Big
	bs   [2]Big
	list []Big
	byID map[int]Big
	keys map[[3]int][2]Big
}

type Key struct {
	a [3]int
	s string
	i any
}

func main() {
	a := mk(1)
	b := a
	b.id, b.arr[0], b.sub.arr[1] = 2, 200, "changed"
	b.sub.xs[0] = 111 // shared
	fmt.Println(a, b, a.sub.arr, b.sub.arr, a.sub.xs, a.with(9), a, a.set(3), a)
	a, b = b, a
	fmt.Println(a, b)
	a, b = swap(a, b)
	fmt.Println(a, b)
	a, b = swap(swap(a, b))
	fmt.Println(a.id, b.id)
	n, err := named()
	fmt.Println(n, n.name, n.arr[1], err)

	arr := [4]Big{mk(1), mk(2), mk(3)}
	arr2 := modify(arr)
	fmt.Println(arr[0].id, arr[1].arr[2], arr2[0].id, arr2[1].arr[2])
	ptr(&arr2)
	arr3 := arr2
	arr3[0], arr3[1] = arr3[1], arr3[0]
	fmt.Println(arr2[0], arr2[1], arr3[0], arr3[1], arr[3].id)
	for i, v := range arr {
		v.id = 500
		arr[3].id += i
		arr[i].arr[5] = v.id
	}
	fmt.Println(arr[0].id, arr[3].id, arr[2].arr[5])
	for i := range arr {
		p := &arr[i]
		p.id *= 2
		defer func() { p.id++ }()
	}
	fmt.Println(variadic(), variadic(arr[0], arr[1]), variadic(arr[:]...), arr[0].id, variadic(a, b), a.id)

	var x any = a
	y := x
	z := iface(x)
	c := x.(Big)
	c.id = -1
	fmt.Println(x.(Big).id, y.(Big).id, z.(Big).id, c.id, x.(Big).arr[1], x.(fmt.Stringer).String(), x.(interface{ sum() int }).sum())
	m := map[string]Big{"a": a}
	d := m["a"]
	d.id = 42
	e, ok := m["none"]
	m["b"] = d
	d.id = 43
	fmt.Println(m["a"].id, m["b"].id, e.id, ok, len(m["none"].arr), m["a"].arr[2], m["a"].with(8).id)
	mp := map[string]*Big{"p": &d}
	mp["p"].id, mp["p"].arr[0] = 7, 8
	fmt.Println(d.id, d.arr[0])

	ch := make(chan Big, 3)
	ch <- a
	a.id = -5
	ch <- a
	r := <-ch
	r2, ok2 := <-ch
	close(ch)
	r3, ok3 := <-ch
	fmt.Println(r.id, r2.id, ok2, r3, ok3)
	select {
	case v, ok := <-ch:
		fmt.Println(v.id, ok)
	}
	h := Holder{Big: mk(7), bs: [2]Big{mk(8), mk(9)}, list: []Big{mk(10)}, byID: map[int]Big{1: mk(11)}, keys: map[[3]int][2]Big{{1, 2, 3}: {mk(12)}}}
	h2 := h
	h2.id, h2.Big.arr[0], h2.bs[1].id, h2.list[0].id = 70, 71, 90, 100
	h2.byID[1] = h2.byID[1].with(110)
	kv := h2.keys[[3]int{1, 2, 3}]
	kv[0].id = 120
	fmt.Println(h.id, h.arr[0], h.bs[1].id, h.list[0].id, h.byID[1].id, h.keys[[3]int{1, 2, 3}][0].id, kv[0].id, h.sum(), h2.with(1).id)
	h.Big, h.bs[0] = h.bs[0], h.Big
	fmt.Println(h.id, h.bs[0].id)
	h.bs = [2]Big{h.bs[1], h.bs[0]}
	fmt.Println(h.bs[0].id, h.bs[1].id)
	f := func() Big { return h.Big }
	g := h.with
	s := h.Big.sum
	h.Big.id = 1
	fmt.Println(f().id, g(3).id, s(), func(b Big) int { b.id = 0; return h.Big.id }(h.Big), func() int { a := f().arr; return a[2:4:5][1] }(), len(f().arr))
	fns := []func() int{}
	for _, b := range []Big{mk(1), mk(2)} {
		fns = append(fns, func() int { b.id += 10; return b.id })
	}
	fmt.Println(fns[0](), fns[0](), fns[1]())
	k1, k2 := Key{[3]int{1, 2, 3}, "k", 1.5}, Key{[3]int{1, 2, 3}, "k", 1.5}
	km := map[Key]Big{k1: mk(1)}
	k1.a[0] = 9
	km[k1] = mk(2)
	fmt.Println(km[k2].id, km[k1].id, len(km), k1 == k2, k1 != Key{})
	pa := &[2][2]Big{{mk(1), mk(2)}, {mk(3), mk(4)}}
	row := pa[1]
	pa[1][0].id = 33
	pa[0] = pa[1]
	pa[1][1].arr = pa[0][0].arr
	pa[1][1].arr[0]++
	fmt.Println(row[0].id, pa[0][0].id, pa[0][1].id, pa[1][1].arr[0], pa[0][0].arr[0], len(pa[0]))
	list := []Big{mk(3), mk(1), mk(2)}
	sort.Slice(list, func(i, j int) bool { return list[i].id < list[j].id })
	list = append(list, list[0], list[2])
	list[0].id = 50
	list = append(list[:1], list[2:]...)
	copy(list[1:], list)
	fmt.Println(list)
	var nilb *Big
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = nilb.with(1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		*nilb = a
	}()
	b.p, b.i = &b, b
	b.p.id = 9
	b.p.p.arr[5] = 6
	fmt.Println(b.id, b.i.(Big).id, b.arr[5], b.i.(Big).p == &b)
	*b.p = mk(12)
	fmt.Println(b.id, b.p == nil)
	st := struct {
		Big
		n [2]int
	}{mk(1), [2]int{1, 2}}
	st2 := st
	st2.n[0], st2.arr[0] = 5, 6
	fmt.Println(st.n, st.arr[0], st2.n, st2.arr[0], [1]int{1} == [1]int{1}, [2][2]int{{1}} == [2][2]int{{1, 0}, {}})
	res := func(bs [2]Big) (out [2]Big) {
		out[0], out[1] = bs[1], bs[0]
		out[0].id++
		return
	}([2]Big{mk(1), mk(2)})
	fmt.Println(res[0].id, res[1].id)
	go func(b Big) { b.id = 99; ch2 <- b }(a)
	fmt.Println((<-ch2).id, a.id)
	defer func(b Big) { fmt.Println("deferred", b.id, a.id) }(a)
	a.id = 31337
}

var ch2 = make(chan Big)
