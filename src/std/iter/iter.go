// Package iter holds the types of iterator functions and turns them into pull-style iterators.
package iter

import "runtime"

// Seq is an iterator over single values: it calls yield for each until yield returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 is an iterator over pairs.
type Seq2[K, V any] func(yield func(K, V) bool)

// puller is the two sides of a pull iterator. The iterator runs on a goroutine of its own, but never at the same
// time as the one that pulls: each waits for the other.
type puller struct {
	resume  chan bool // true: go on, false: stop
	arrived chan bool // true: a value is there, false: the sequence is over
	done    bool
	running bool
	failed  bool
	panic   any // what the iterator panicked with; nil: it called runtime.Goexit
}

func (p *puller) run(seq func()) {
	finished := false
	defer func() {
		if !finished {
			p.panic = recover()
			p.failed = true
		}
		p.done = true
		p.arrived <- false
	}()
	if <-p.resume {
		seq()
	}
	finished = true
}

// yield hands over a value that has been stored and waits to go on.
func (p *puller) yield() bool {
	if p.done {
		return false
	}
	if !p.running {
		panic("iter.Pull: yield called again before next")
	}
	p.arrived <- true
	return <-p.resume
}

func (p *puller) step(goOn bool) bool {
	if p.running {
		panic("iter.Pull: next called again before yield")
	}
	p.running = true
	if !goOn {
		p.done = true
	}
	p.resume <- goOn
	more := <-p.arrived
	p.running = false
	if !more {
		// Its goroutine has nothing to do but end.
		runtime.Gosched()
	}
	if p.failed {
		p.failed = false
		if p.panic == nil {
			runtime.Goexit()
		}
		panic(p.panic)
	}
	return more
}

func newPuller() *puller {
	return &puller{resume: make(chan bool), arrived: make(chan bool)}
}

// Pull turns seq into next, which gives one value at a time, and stop, which ends the sequence early.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := newPuller()
	var value V
	go p.run(func() {
		seq(func(v V) bool {
			if p.done {
				return false
			}
			value = v
			return p.yield()
		})
	})
	next = func() (V, bool) {
		var zero V
		if p.done {
			return zero, false
		}
		if !p.step(true) {
			return zero, false
		}
		v := value
		value = zero
		return v, true
	}
	stop = func() {
		if p.done {
			return
		}
		p.step(false)
	}
	return next, stop
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	type pair struct {
		k K
		v V
	}
	nextPair, stop := Pull(func(yield func(pair) bool) {
		seq(func(k K, v V) bool { return yield(pair{k, v}) })
	})
	next = func() (K, V, bool) {
		p, ok := nextPair()
		return p.k, p.v, ok
	}
	return next, stop
}
