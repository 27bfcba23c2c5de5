// Package synctest tests concurrent code with a clock that moves on by itself when all goroutines of the test wait.
package synctest

import (
	"internal/synctest"
	"testing"
	"time"
)

// Test runs f in a bubble: the goroutines that it starts have a clock of their own, which begins on 1 January 2000 and moves on when all
// of them wait for each other or for the clock. Test waits for all of them; a deadlock is a panic. f's T cannot Run, be Parallel or tell a Deadline.
func Test(t *testing.T, f func(*testing.T)) {
	var ok bool
	synctest.Run(func() { ok = inside(t, f) })
	if !ok {
		// Outside, so that the test's time is the real one.
		t.FailNow()
	}
}

// inside runs a test's function, in a bubble already, as the test itself would.
//
//go:linkname inside testing.inside
func inside(t *testing.T, f func(*testing.T)) bool

// Wait waits until all other goroutines of the bubble wait for each other or for the clock.
func Wait() { synctest.Wait() }

// Sleep is time.Sleep and then Wait.
func Sleep(d time.Duration) {
	time.Sleep(d)
	Wait()
}
