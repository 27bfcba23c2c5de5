package sync

// A Pool keeps objects that may be used again. What it holds may go away at any collection.
type Pool struct {
	noCopy noCopy
	mu     Mutex
	fresh  []any // put since the last collection
	old    []any // put before; gone after the next
	cycle  uint32

	// New makes an object when the pool has none.
	New func() any
}

// Get takes some object out of the pool, or makes one with New, or returns nil.
func (p *Pool) Get() any {
	p.mu.Lock()
	p.age()
	if n := len(p.fresh); n > 0 {
		x := p.fresh[n-1]
		p.fresh[n-1] = nil
		p.fresh = p.fresh[:n-1]
		p.mu.Unlock()
		return x
	}
	if n := len(p.old); n > 0 {
		x := p.old[n-1]
		p.old[n-1] = nil
		p.old = p.old[:n-1]
		p.mu.Unlock()
		return x
	}
	p.mu.Unlock()
	if p.New != nil {
		return p.New()
	}
	return nil
}

// Put adds x to the pool.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.mu.Lock()
	p.age()
	p.fresh = append(p.fresh, x)
	p.mu.Unlock()
}

// age lets go of what has not been asked for during a whole collection cycle.
func (p *Pool) age() {
	if now := collections(); now != p.cycle {
		if now == p.cycle+1 {
			p.old = p.fresh
		} else {
			p.old = nil
		}
		p.fresh = nil
		p.cycle = now
	}
}

// collections is how many collections there have been.
func collections() uint32
