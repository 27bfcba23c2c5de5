package copylocks

import (
	"sync"
	"sync/atomic"
	"strings"
)

type T struct {
	mu sync.Mutex
	n  int
}

type Deep struct {
	t [3]T
}

type Emb struct{ sync.Mutex }

type Ptr struct{ mu *sync.Mutex }

type I struct{ sync.Locker }

type Own struct{ n int }

func (*Own) Lock()   {}
func (*Own) Unlock() {}

type G[X any] struct {
	x X
	o sync.Once
}

func (t T) m() T { return t }

func (d *Deep) ok() {}

func f(t T, p *T, d Deep, e Emb, q Ptr, i I, o Own, g G[int], w sync.WaitGroup, r ...sync.RWMutex) (res T) {
	u := t
	var v = t
	v = *p
	var a, b T = t, *p
	_ = v
	_, _ = a, b
	f2(t)
	f2(*p)
	f2(u)
	println(len([]T{t}), cap([]T{*p}))
	s := []T{}
	for _, x := range s {
		_ = x.n
	}
	for i := range s {
		_ = i
	}
	var x T
	for _, x = range s {
		_ = x.n
	}
	for x, y := t, 1; y < 2; y++ {
		_ = x.n
	}
	for x := (T{}); x.n < 2; x.n++ {
	}
	m := map[string]T{"a": t, "b": T{}}
	y := m["a"]
	_ = y.n
	z, ok := m["b"]
	_, _ = z.n, ok
	l := struct {
		t T
		n int
	}{t, 1}
	_ = l.n
	_ = q
	_ = i
	k := o
	_ = k.n
	var at atomic.Int32
	bt := at
	_ = bt.Load()
	var sb strings.Builder
	sc := sb
	_ = sc.Len()
	func(t T) {}(t)
	h := func(w sync.WaitGroup) sync.WaitGroup { return w }
	_ = h
	pp := &t
	*pp = *p
	*pp = *new(T)
	*pp = *(ret())
	c := make(chan T, 1)
	c <- t
	w1 := <-c
	_ = w1.n
	w2, ok := <-c
	_ = w2.n
	var e1 any = t
	e2 := e1.(T)
	_ = e2.n
	switch e3 := e1.(type) {
	case T:
		_ = e3.n
	}
	gg := g
	_ = gg.x
	dd := d.t
	_ = dd[0].n
	if true {
		return *p
	}
	return (t)
}

func f2(any) {}

func ret() *T { return nil }

func gen[M interface{ ~struct{ mu sync.Mutex } }, N sync.Mutex | sync.RWMutex](m M, n N) {
	o := m
	_ = o
}

var global = *ret()
var global2 T = global
