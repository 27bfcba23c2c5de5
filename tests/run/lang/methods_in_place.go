// Methods of values that are small enough to be compiled into their callers: what they are given, where from, and when it is looked at.
package main

import "fmt"

type celsius float64

func (c celsius) fahrenheit() float64 { return float64(c)*9/5 + 32 }
func (c celsius) warmer(than celsius, by float64) bool {
	if by < 0 {
		return false
	}
	return float64(c)-float64(than) > by
}

type point struct{ x, y int }

func (p point) X() int            { return p.x }
func (p point) sum() int          { return p.x + p.y }
func (p point) at(dx int) int     { return p.x + dx*p.y }
func (p point) left(q point) bool { return p.x < q.x }
func (point) zero() int           { return 0 }
func (_ point) one() int8         { return 1 }

type box struct {
	name       string
	min, max   point
	weight     float32
	used, open bool
}

func (b box) width() int    { return b.max.x - b.min.x }
func (b box) isOpen() bool  { return b.open && !b.used }
func (b box) letters() int  { return len(b.name) }
func (b box) heavy() bool   { return b.weight > 10 }
func (b box) code() uint8   { return uint8(b.min.x) }
func (b box) shifted() int8 { return int8(b.max.y << 3) }

type list []string

func (l list) Len() int         { return len(l) }
func (l list) empty() bool      { return len(l) == 0 }
func (l list) more(n int) bool  { return len(l) > n }
func longer(a, b string) bool   { return len(a) > len(b) }
func total(p point, k int) int  { return p.x*k + p.y }
func has(l list, p point) bool  { return len(l) == p.x }
func (b box) differs(n int) int { return n - b.min.y }

type room struct {
	box
	*point
	doors list
	n     celsius
}

type big struct {
	n    int
	rest [40]int
}

func (b big) N() int { return b.n }

type sized interface{ Len() int }

type pair[T any] struct{ a, b T }

func (p pair[T]) same() bool { return true }

type number interface{ X() int }

var shared = point{1, 2}

func change() int { shared.x += 10; return shared.x }

func next(p *point) *point { p.x++; return p }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	c := celsius(36.6)
	fmt.Println(c.fahrenheit(), celsius(-40).fahrenheit(), (c * 2).fahrenheit(), c.warmer(36, 0.5), c.warmer(36, -1))

	p, q := point{3, 4}, &point{5, 6}
	fmt.Println(p.X(), q.X(), p.sum(), (*q).sum(), p.at(10), q.at(-1), p.left(*q), q.left(p), p.zero(), q.one())
	fmt.Println(point{7, 8}.sum(), next(q).sum(), next(q).at(2), q)
	fmt.Println(shared.at(change()), shared.sum()+change()+shared.X(), shared.left(point{change(), 0}))

	b := box{"a crate", point{-2, 1}, point{9, 77}, 10.5, false, true}
	fmt.Println(b.width(), b.isOpen(), b.letters(), b.heavy(), b.code(), b.shifted(), b.differs(5), b.min.sum(), b.max.X())
	boxes := map[string]box{"b": b}
	fmt.Println(boxes["b"].width(), boxes["none"].letters(), []box{b, {}}[1].isOpen())

	l := list{"x", "yy"}
	var none list
	fmt.Println(l.Len(), l.empty(), none.empty(), l[1:].Len(), l.more(1), longer("abc", "de"), longer(l[0], l[1]), total(p, 2), has(l, point{2, 0}))

	r := room{b, q, l, 20}
	fmt.Println(r.width(), r.X(), r.doors.Len(), r.n.fahrenheit(), r.box.isOpen(), r.left(p))
	rooms := []*room{&r}
	for i := range rooms {
		fmt.Println(rooms[i].letters(), rooms[i].sum(), rooms[i].min.at(2))
	}

	huge := big{n: 9}
	fmt.Println(huge.N(), (&huge).N(), pair[int]{1, 2}.same())
	var s sized = l
	var n number = p
	fmt.Println(s.Len(), n.X(), point.X(p), (*point).sum(q), list.Len(l))
	f, g := p.at, b.width
	p.x, b.max.x = 100, 100
	fmt.Println(f(1), g(), p.at(1), b.width())

	// What is changed while it is called.
	captured := point{1, 1}
	grow := func() int { captured.x *= 2; return captured.x }
	fmt.Println(grow(), captured.at(3), captured.at(grow()), captured.X()+grow()+captured.X())
	for i := range 3 {
		p := point{i, i * i}
		defer func() { fmt.Print(p.sum(), " ", i, " ") }()
	}

	var missing *point
	var outside *room
	try(func() { fmt.Println(missing.X()) })
	try(func() { fmt.Println(missing.zero()) })
	try(func() { fmt.Println(outside.width()) })
	try(func() { fmt.Println((&room{}).sum()) })
	try(func() { n = nil; fmt.Println(n.X()) })
	try(func() { fmt.Println(l[2:][0], longer(l[0], l[3])) })
}
