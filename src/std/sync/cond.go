package sync

import "unsafe"

// A Cond is a place where goroutines wait for something to become true, told so by others. Each has a lock, which
// is held while what they wait for is looked at or changed.
type Cond struct {
	noCopy noCopy
	L      Locker
	wait   uint32 // tickets, the native side's
	notify uint32
	self   unsafe.Pointer // where it was first used
}

// NewCond is a Cond with the lock l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks c.L, waits to be woken by Signal or Broadcast, and locks c.L again.
func (c *Cond) Wait() {
	c.check()
	t := ticket(&c.wait)
	c.L.Unlock()
	waitTicket(&c.wait, t)
	c.L.Lock()
}

// Signal wakes one goroutine that waits on c, if there is any.
func (c *Cond) Signal() {
	c.check()
	signal(&c.wait)
}

// Broadcast wakes all goroutines that wait on c.
func (c *Cond) Broadcast() {
	c.check()
	broadcast(&c.wait)
}

func (c *Cond) check() {
	if c.self == nil {
		c.self = unsafe.Pointer(c)
	} else if c.self != unsafe.Pointer(c) {
		panic("sync.Cond is copied")
	}
}

func ticket(list *uint32) uint32
func waitTicket(list *uint32, t uint32)
func signal(list *uint32)
func broadcast(list *uint32)
