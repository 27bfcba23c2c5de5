package sync

import "sync/atomic"

// A Once does something once.
type Once struct {
	_    noCopy
	done atomic.Bool
	m    Mutex
}

// Do calls f if this is the first call of Do for o. It returns when that first call is over.
func (o *Once) Do(f func()) {
	if !o.done.Load() {
		o.doSlow(f)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if !o.done.Load() {
		defer o.done.Store(true)
		f()
	}
}

// outcome is what became of a function that runs once.
type outcome struct {
	once  Once
	valid bool // it returned
	value any  // what it panicked with otherwise
}

// run calls f the first time; each time it panics if that call did.
func (o *outcome) run(f func()) {
	if !o.once.done.Load() {
		o.first(f)
	}
	if !o.valid {
		panic(o.value)
	}
}

func (o *outcome) first(f func()) {
	o.once.Do(func() {
		defer func() {
			o.value = recover()
			if !o.valid {
				// The first time the panic goes on as it came.
				panic(o.value)
			}
		}()
		f()
		o.valid = true
	})
}

// OnceFunc is a function that calls f the first time it is called.
func OnceFunc(f func()) func() {
	o := new(outcome)
	call := func() {
		g := f
		f = nil
		g()
	}
	return func() { o.run(call) }
}

// OnceValue is a function that returns what f returned the first time.
func OnceValue[T any](f func() T) func() T {
	o := new(outcome)
	var result T
	call := func() {
		g := f
		f = nil
		result = g()
	}
	return func() T {
		o.run(call)
		return result
	}
}

// OnceValues is OnceValue for two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	o := new(outcome)
	var r1 T1
	var r2 T2
	call := func() {
		g := f
		f = nil
		r1, r2 = g()
	}
	return func() (T1, T2) {
		o.run(call)
		return r1, r2
	}
}
