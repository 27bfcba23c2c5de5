package sync

import "sync/atomic"

// A WaitGroup counts tasks and lets goroutines wait until none is left. The zero value counts none.
type WaitGroup struct {
	noCopy noCopy
	state  atomic.Uint64 // high half: the count; low half: how many wait
	sema   uint32
}

// Add changes the count, which must not go below zero.
func (wg *WaitGroup) Add(delta int)

// Done takes one from the count.
func (wg *WaitGroup) Done()

// Wait waits until the count is zero.
func (wg *WaitGroup) Wait()

// Go calls f in a new goroutine that counts as a task until f returns.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				// Whoever waits must not go on before the program has ended.
				panic(r)
			}
			wg.Done()
		}()
		f()
	}()
}
