// Values copied by assignment, calls, channels, maps, interfaces and ranges; operands of arrays behind nil pointers.
package main

import "fmt"

type A struct{ x int }

func (a *A) inc() *A { a.x++; return a }

var order []string

func t[T any](s string, v T) T { order = append(order, s); return v }

func get() map[string]*A { order = append(order, "get"); return map[string]*A{"k": {1}} }

func main() {
	// op-assign with map in complex places
	m := map[string]map[string]int{"a": {}}
	m["a"]["b"] += 2
	m["a"]["b"] <<= 3
	fmt.Println(m)
	func() {
		defer func() { fmt.Println(recover()) }()
		m["zz"]["b"] = 1
	}()
	get()[t("key", "k")].x += t("val", 5)
	fmt.Println(order)
	order = nil
	var arr [3][3]int
	arr[t("i", 1)][t("j", 2)], arr[t("k", 0)][t("l", 0)] = t("v", 7), t("w", 8)
	fmt.Println(order, arr)
	// struct copy through interface & map
	type P struct{ a [3]int }
	mp := map[string]P{"x": {[3]int{1, 2, 3}}}
	p := mp["x"]
	p.a[0] = 100
	fmt.Println(mp, p)
	var i any = p
	p.a[1] = 200
	fmt.Println(i, p)
	q := i.(P)
	q.a[2] = 300
	fmt.Println(i, q)
	c := make(chan P, 1)
	c <- q
	q.a[0] = -1
	fmt.Println(<-c, q)
	fs := []func(P){func(p P) { p.a[0] = 9; fmt.Println(p) }}
	fs[0](q)
	fmt.Println(q)
	pp := &q
	r := *pp
	pp.a[0] = 55
	fmt.Println(r, q)
	s := []P{q, q}
	s2 := append(s[:1], s...)
	s2[0].a[0] = 1000
	fmt.Println(s, s2)
	for i, v := range s {
		s[i].a[0]++
		v.a[0]--
		fmt.Println(v, s[i])
	}
	a1 := [2]P{}
	a2 := a1
	a2[0].a[0] = 3
	fmt.Println(a1 == a2, a1, a2)
	x, y := a1, a2
	x, y = y, x
	fmt.Println(x, y)
	type T struct {
		P
		n *T
	}
	l := T{n: &T{n: &T{}}}
	l.n.n.P.a[1] = 5
	l.n.n, l.n.P.a[0] = nil, 7
	fmt.Println(l.n.n, l.n.a)
	(&A{1}).inc().inc().x++
	z := A{1}
	z.inc().inc()
	fmt.Println(z)
	func(ps ...P) { ps[0].a[0] = 77; fmt.Println(ps) }(s...)
	fmt.Println(s[0])
	switch v := (func() P { return s[0] })(); v.a[0] {
	case 77:
		fmt.Println("77", v)
	}
	var e1, e2 any = s[0], s[0]
	fmt.Println(e1 == e2)
	ch := make(chan [2]any, 2)
	ch <- [2]any{1, "x"}
	k := <-ch
	fmt.Println(k == [2]any{1, "x"})
	var np *P
	func() {
		defer func() { fmt.Println(recover()) }()
		np.a[1], order = 3, nil
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		v := np.a
		fmt.Println(v)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		for i := range np.a {
			fmt.Print(i)
		}
		fmt.Println(len(np.a))
		for i, v := range np.a {
			fmt.Print(i, v)
		}
	}()
}
