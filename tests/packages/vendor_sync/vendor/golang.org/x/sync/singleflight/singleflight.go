// Package singleflight is written for gorun's tests: it has the API of the package of this name, and none of its text.
package singleflight

import "sync"

type Result struct {
	Val    any
	Err    error
	Shared bool
}

type flight struct {
	done  sync.WaitGroup
	val   any
	err   error
	more  int
	chans []chan<- Result
}

// A Group has one call for a key at a time; others wait for its result.
type Group struct {
	mu      sync.Mutex
	flights map[string]*flight
}

func (g *Group) join(key string, ch chan<- Result) (f *flight, first bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if f, ok := g.flights[key]; ok {
		f.more++
		if ch != nil {
			f.chans = append(f.chans, ch)
		}
		return f, false
	}
	if g.flights == nil {
		g.flights = map[string]*flight{}
	}
	f = &flight{}
	if ch != nil {
		f.chans = append(f.chans, ch)
	}
	f.done.Add(1)
	g.flights[key] = f
	return f, true
}

func (g *Group) fly(f *flight, key string, fn func() (any, error)) {
	f.val, f.err = fn()
	g.mu.Lock()
	defer g.mu.Unlock()
	f.done.Done()
	if g.flights[key] == f {
		delete(g.flights, key)
	}
	for _, ch := range f.chans {
		ch <- Result{f.val, f.err, f.more > 0}
	}
}

func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	f, first := g.join(key, nil)
	if !first {
		f.done.Wait()
		return f.val, f.err, true
	}
	g.fly(f, key, fn)
	return f.val, f.err, f.more > 0
}

func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	ch := make(chan Result, 1)
	if f, first := g.join(key, ch); first {
		go g.fly(f, key, fn)
	}
	return ch
}

func (g *Group) Forget(key string) {
	g.mu.Lock()
	delete(g.flights, key)
	g.mu.Unlock()
}
