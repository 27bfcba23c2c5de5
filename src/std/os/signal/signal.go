// Package signal lets a program learn of the signals that it is sent.
package signal

import (
	"context"
	"os"
	"slices"
	"sync"
	"syscall"
)

func enable(sig int)
func restore(sig int)
func ignore(sig int)
func next() int
func mark()
func beginsIgnored(sig int) bool

const count = 65

var state struct {
	sync.Mutex
	started bool
	wanted  map[chan<- os.Signal]*[count]bool
	ignored [count]bool

	// What Stop is taking leave of: signals that came before still go there.
	stopping []stopping
}

type stopping struct {
	c      chan<- os.Signal
	wanted *[count]bool
}

// marked is what next gives for a mark, idle tells that it has come.
const marked = 0xff

var (
	idle     = make(chan struct{})
	flushing sync.Mutex
)

func init() {
	for _, n := range []syscall.Signal{syscall.SIGHUP, syscall.SIGINT} {
		state.ignored[n] = beginsIgnored(int(n))
	}
}

// number is a signal's number, -1 for what is none.
func number(sig os.Signal) int {
	if s, ok := sig.(syscall.Signal); ok && 0 <= s && s < count {
		return int(s)
	}
	return -1
}

// numbers are those of the signals, or all that can be caught.
func numbers(sigs []os.Signal) (all []int) {
	for _, sig := range sigs {
		if n := number(sig); n >= 0 {
			all = append(all, n)
		}
	}
	if len(sigs) == 0 {
		for n := 1; n < count; n++ {
			switch syscall.Signal(n) {
			case syscall.SIGKILL, syscall.SIGSTOP, 32, 33:
				// Not to be caught, or the C library's own.
			default:
				all = append(all, n)
			}
		}
	}
	return all
}

func loop() {
	for {
		n := next()
		if n == marked {
			idle <- struct{}{}
			continue
		}
		state.Lock()
		for _, s := range state.stopping {
			if s.wanted[n] {
				select {
				case s.c <- syscall.Signal(n):
				default:
				}
			}
		}
		for c, wanted := range state.wanted {
			if wanted[n] {
				select {
				case c <- syscall.Signal(n):
				default:
				}
			}
		}
		state.Unlock()
	}
}

// isFault: signals that tell of errors in the program are left to the runtime.
func isFault(n int) bool {
	switch syscall.Signal(n) {
	case syscall.SIGSEGV, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGILL, syscall.SIGTRAP:
		return true
	}
	return false
}

// Notify passes the signals (all, if none are named) on to c, without waiting for room there.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	state.Lock()
	defer state.Unlock()
	wanted := state.wanted[c]
	if wanted == nil {
		wanted = new([count]bool)
		if state.wanted == nil {
			state.wanted = map[chan<- os.Signal]*[count]bool{}
		}
		state.wanted[c] = wanted
	}
	for _, n := range numbers(sig) {
		wanted[n] = true
		state.ignored[n] = false
		if !isFault(n) {
			enable(n)
		}
	}
	if !state.started {
		state.started = true
		go loop()
	}
}

// settle gives signals that nobody wants any more their usual effect.
func settle(signals []int) {
	for _, n := range signals {
		used := state.ignored[n] || isFault(n)
		for _, wanted := range state.wanted {
			used = used || wanted[n]
		}
		if !used {
			restore(n)
		}
	}
}

// Stop ends what Notify began for c. When it returns, signals that came before have been passed on.
func Stop(c chan<- os.Signal) {
	if leave(c) {
		flushing.Lock()
		mark()
		<-idle
		flushing.Unlock()
		state.Lock()
		state.stopping = slices.DeleteFunc(state.stopping, func(s stopping) bool { return s.c == c })
		state.Unlock()
	}
}

func leave(c chan<- os.Signal) bool {
	state.Lock()
	defer state.Unlock()
	wanted := state.wanted[c]
	if wanted == nil {
		return false
	}
	state.stopping = append(state.stopping, stopping{c, wanted})
	delete(state.wanted, c)
	var signals []int
	for n, w := range wanted {
		if w {
			signals = append(signals, n)
		}
	}
	settle(signals)
	return true
}

func cancel(sigs []os.Signal) []int {
	signals := numbers(sigs)
	for _, n := range signals {
		for c, wanted := range state.wanted {
			wanted[n] = false
			if !slices.Contains(wanted[:], true) {
				delete(state.wanted, c)
			}
		}
	}
	return signals
}

// Reset takes back all that Notify did for the signals, or for all.
func Reset(sig ...os.Signal) {
	state.Lock()
	defer state.Unlock()
	for _, n := range cancel(sig) {
		if !isFault(n) {
			restore(n)
		}
	}
}

// Ignore makes the signals, or all, have no effect.
func Ignore(sig ...os.Signal) {
	state.Lock()
	defer state.Unlock()
	for _, n := range cancel(sig) {
		state.ignored[n] = true
		ignore(n)
	}
}

// Ignored reports whether the signal is ignored.
func Ignored(sig os.Signal) bool {
	state.Lock()
	defer state.Unlock()
	n := number(sig)
	return n >= 0 && state.ignored[n]
}

type signalError string

func (e signalError) Error() string { return string(e) }

func (e signalError) Is(target error) bool { return target == context.Canceled }

type signalContext struct {
	context.Context
	signals []os.Signal
}

// String names the parent and the signals.
func (c *signalContext) String() string {
	text := "signal.NotifyContext("
	if s, ok := c.Context.(interface{ String() string }); ok {
		name := s.String()
		text += name[:len(name)-len(".WithCancel")]
	}
	if len(c.signals) > 0 {
		text += ", ["
		for i, s := range c.signals {
			if i > 0 {
				text += " "
			}
			text += s.String()
		}
		text += "]"
	}
	return text + ")"
}

// NotifyContext returns a context that one of the signals, or stop, cancels.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	inner, cancel := context.WithCancelCause(parent)
	c := make(chan os.Signal, 1)
	Notify(c, signals...)
	if inner.Err() == nil {
		go func() {
			select {
			case s := <-c:
				cancel(signalError(s.String() + " signal received"))
			case <-inner.Done():
			}
		}()
	}
	stop = func() {
		cancel(nil)
		Stop(c)
	}
	return &signalContext{inner, signals}, stop
}
