// Package synctest runs functions in bubbles: goroutines with a clock of their own, which moves on when all of them wait for each
// other (docs/decisions/022).
package synctest

import "time"

// What a look at a bubble finds.
const (
	busy     = iota // somebody runs, or waits for something outside
	movedOn         // all waited: who is in Wait goes on, or the clock has moved to the next timer
	over            // nobody is left
	deadlock        // all wait, and there is no timer
	leftOver        // the first function has ended, and others wait
)

// begin makes a bubble.
func begin() (bubble uintptr)

// enter puts the calling goroutine, and those that it starts, into a bubble; 0: into none.
func enter(bubble uintptr)

// ended says that the bubble's first function has ended.
func ended(bubble uintptr)

// look looks at the bubble, with the world stopped, once the caller has yielded.
func look(bubble uintptr)

// found is what it found.
func found(bubble uintptr) int

// IsInBubble says whether the calling goroutine is in a bubble.
func IsInBubble() bool

// wait parks until all others in the bubble wait; false: somebody else does already.
func wait() bool

// A deadlockError is what Run panics with. The report shows the bubble's goroutines.
type deadlockError struct {
	reason string
	bubble uintptr
}

func (e deadlockError) Error() string { return e.reason }

// Run runs f in a bubble of its own and waits until all goroutines of the bubble have ended.
func Run(f func()) {
	if IsInBubble() {
		panic("synctest.Run called from within a synctest bubble")
	}
	bubble := begin()
	enter(bubble)
	go func() {
		defer ended(bubble)
		f()
	}()
	enter(0)
	pause := 20 * time.Microsecond
	for idle := 0; ; idle++ {
		look(bubble)
		switch found(bubble) {
		case over:
			return
		case deadlock:
			panic(deadlockError{"deadlock: all goroutines in bubble are blocked", bubble})
		case leftOver:
			panic(deadlockError{"deadlock: main bubble goroutine has exited but blocked goroutines remain", bubble})
		case movedOn:
			idle, pause = 0, 20*time.Microsecond
		case busy:
			// The look has let others go first. If it goes on, the world is not stopped for each round.
			if idle > 100 {
				time.Sleep(pause)
				pause = min(2*pause, time.Millisecond)
			}
		}
	}
}

// Wait waits until all other goroutines of the bubble wait for each other.
func Wait() {
	if !IsInBubble() {
		panic("goroutine is not in a bubble")
	}
	if !wait() {
		panic("wait already in progress")
	}
}
