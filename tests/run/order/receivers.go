// When the receivers of methods that take values are loaded.
package main

import "fmt"

type P struct{ x, y int }

func (p P) at(n int) int   { return p.x*10 + n }
func (p P) X() int         { return p.x }
func (p *P) pat(n int) int { return p.x*10 + n }

func next(q *P) P   { q.x++; return *q }
func pnext(q *P) *P { q.x++; return q }

//go:noinline
func next2(q *P) P { q.x++; return *q }

//go:noinline
func pnext2(q *P) *P { q.x++; return q }

//go:noinline
func (p P) at2(n int) int { return p.x*10 + n }

//go:noinline
func (p P) X2() int { return p.x }

func main() {
	q := &P{4, 0}
	fmt.Println(next(q).at(next(q).X()))
	q = &P{4, 0}
	fmt.Println(pnext(q).at(pnext(q).X()))
	q = &P{4, 0}
	fmt.Println(pnext(q).pat(pnext(q).X()))
	q = &P{4, 0}
	fmt.Println(next2(q).at(next2(q).X()))
	q = &P{4, 0}
	fmt.Println(pnext2(q).at(pnext2(q).X()))
	q = &P{4, 0}
	fmt.Println(next2(q).at2(next2(q).X2()))
	q = &P{4, 0}
	fmt.Println(pnext2(q).at2(pnext2(q).X2()))
	q = &P{4, 0}
	fmt.Println(pnext(q).at2(pnext(q).X2()))
	q = &P{4, 0}
	fmt.Println(pnext(q).x*10 + pnext(q).x)
	fmt.Println(next(q).x*10 + next(q).x)
}

func f2(p P, n int) int { return p.x*10 + n }

type W struct{ P }
type WP struct{ *P }

func init() {
	q := &P{4, 0}
	fmt.Println("deref arg", f2(*pnext(q), pnext(q).X()))
	q = &P{4, 0}
	fmt.Println("explicit", (*pnext(q)).at(pnext(q).X()))
	q = &P{4, 0}
	fmt.Println("var ptr", q.at(pnext(q).X()))
	q = &P{4, 0}
	fmt.Println("var deref", (*q).at(pnext(q).X()))
	v := P{4, 0}
	fmt.Println("var", v.at(pnext(&v).X()))
	w := W{P{4, 0}}
	fmt.Println("embedded", w.at(pnext(&w.P).X()))
	wp := WP{&P{4, 0}}
	fmt.Println("embedded ptr", wp.at(pnext(wp.P).X()))
	s := []P{{4, 0}}
	fmt.Println("elem", s[0].at(pnext(&s[0]).X()))
	q = &P{4, 0}
	g := P.at
	fmt.Println("expr", g(*pnext(q), pnext(q).X()), P.at(*pnext(q), pnext(q).X()))
	q = &P{4, 0}
	defer fmt.Println("defer", pnext(q).at(pnext(q).X()))
	func() { defer pnext(q).at(pnext(q).X()) }()
	q = &P{4, 0}
	fmt.Println("noinline", q.at2(pnext2(q).X()), pnext2(q).at2(pnext2(q).X2()))
	q = &P{4, 0}
	m := pnext(q).at
	pnext(q)
	fmt.Println("value", m(1))
}

func local() {
	q := &P{4, 0}
	fmt.Println("local", q.at(pnext(q).X()))
	r := &P{4, 0}
	fmt.Println("local", r.at2(pnext2(r).X2()), (*r).at2(pnext2(r).X2()), f2(*r, pnext(r).X()))
	wp := WP{&P{4, 0}}
	fmt.Println("local", wp.at2(pnext2(wp.P).X2()), WP{wp.P}.at2(pnext2(wp.P).X2()), (&wp).at2(pnext2(wp.P).X2()))
	ws := []*WP{{&P{4, 0}}}
	fmt.Println("elems", ws[0].at2(pnext2(ws[0].P).X2()), ws[0].pat(pnext2(ws[0].P).X2()), ws[0].P.at(func() int { ws[0].P = &P{9, 9}; return 1 }()))
	m := map[string]*P{"a": {4, 0}}
	fmt.Println("map", m["a"].at2(pnext2(m["a"]).X2()))
	c := make(chan *P, 3)
	c <- q
	c <- q
	fmt.Println("chan", (<-c).at2(pnext2(<-c).X2()))
	var any interface{} = q
	fmt.Println("assert", any.(*P).at2(pnext2(any.(*P)).X2()))
	func() {
		defer func() { fmt.Println(recover() != nil, q.x) }()
		var none *P
		none.at2(pnext2(q).X2())
	}()
	func() {
		defer func() { fmt.Println(recover() != nil, q.x) }()
		var none WP
		none.at2(pnext2(q).X2())
	}()
	go func() {}()
}

func init() { local(); generic(&P{4, 0}) }

type N interface {
	~struct{ x, y int }
	at2(int) int
}

func generic[T N](t *T) {
	fmt.Println("generic", (*t).at2(func() int { var z T; *t = z; return 3 }()))
}
