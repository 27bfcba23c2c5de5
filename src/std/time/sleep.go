package time

// Sleep pauses the calling goroutine for at least d.
func Sleep(d Duration)

// runtimeTimer begins with what the scheduler keeps of a timer (sched::TimerNode).
type runtimeTimer struct {
	when   int64
	period int64
	index  uint32
	shard  uint32
	owner  uint64

	c   chan Time // gets the time, or
	f   func()    // is called in a goroutine of its own
	loc *Location // of the times sent

	bubble uintptr // on whose clock it runs, 0 outside of bubbles
}

// start makes the timer fire after d and then every period, if that is not 0.
func (r *runtimeTimer) start(d, period Duration)

// stop says whether it was going to fire. Nothing is left in the channel.
func (r *runtimeTimer) stop() bool

// reset is stop and start in one step.
func (r *runtimeTimer) reset(d, period Duration) bool

// asTimer makes a channel look as if it had no buffer.
func asTimer(c chan Time)

func timerChan() chan Time {
	c := make(chan Time, 1)
	asTimer(c)
	return c
}

// A Timer is one event: when its time has come the current time is sent on C, or a function is called (AfterFunc).
type Timer struct {
	C <-chan Time
	r *runtimeTimer
}

// NewTimer makes a Timer that sends the time on its channel after d.
func NewTimer(d Duration) *Timer {
	c := timerChan()
	t := &Timer{c, &runtimeTimer{c: c, loc: Local}}
	t.r.start(d, 0)
	return t
}

// AfterFunc calls f in a goroutine of its own after d. The Timer can stop that.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{nil, &runtimeTimer{f: f}}
	t.r.start(d, 0)
	return t
}

// Stop keeps the timer from firing; false: it has fired or was stopped already.
func (t *Timer) Stop() bool {
	if t.r == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return t.r.stop()
}

// Reset makes the timer fire after d from now; it returns whether it had been active.
func (t *Timer) Reset(d Duration) bool {
	if t.r == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	return t.r.reset(d, 0)
}

// After is the channel of a new Timer.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// A Ticker sends the time on C again and again.
type Ticker struct {
	C <-chan Time
	r *runtimeTimer
}

// NewTicker makes a Ticker that sends the time every d, which must be positive. It drops ticks for a slow receiver.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := timerChan()
	t := &Ticker{c, &runtimeTimer{c: c, loc: Local}}
	t.r.start(d, d)
	return t
}

// Stop ends the ticks; the channel stays open.
func (t *Ticker) Stop() {
	if t.r != nil {
		t.r.stop()
	}
}

// Reset stops the ticks and begins anew with a period of d.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.r == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.r.reset(d, d)
}

// Tick is the channel of a new Ticker, nil if d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
