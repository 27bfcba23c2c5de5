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
	x := p.take()
	p.mu.Unlock()
	if x == nil && p.New != nil {
		return p.New()
	}
	return x
}

// Put adds x to the pool.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.mu.Lock()
	if !p.give(x) {
		p.fresh = append(p.fresh, x)
	}
	p.mu.Unlock()
}

// take is an object of the pool, which no longer has it; nil: there is none. Both this and give let go of what has not been asked for during a whole
// collection cycle.
func (p *Pool) take() any

// give puts x where there is room.
func (p *Pool) give(x any) bool
