package http

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// A timeoutError is what passes one of the limits of a Client or a Transport.
type timeoutError struct{ text string }

func (e *timeoutError) Error() string        { return e.text }
func (e *timeoutError) Timeout() bool        { return true }
func (e *timeoutError) Temporary() bool      { return true }
func (e *timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// heedsContexts says whether a RoundTripper is known to end when the context of a request does.
func heedsContexts(rt RoundTripper, req *Request) bool {
	if t, ok := rt.(*Transport); ok {
		other := t.other(req)
		return other == nil || heedsContexts(other, req)
	}
	return fmt.Sprintf("%T", rt) == "*http2.Transport"
}

// limit ends a request at a deadline: by its context, and if that may not be enough by its Cancel and the RoundTripper's CancelRequest.
// late says whether it was the deadline that ended the request.
func limit(req *Request, rt RoundTripper, deadline time.Time) (stop func(), late func() bool) {
	given := req.Context()
	cancel := func() {}
	soonest, limited := given.Deadline()
	first := !limited || deadline.Before(soonest)
	if req.Cancel == nil && heedsContexts(rt, req) && !first {
		return cancel, never
	}
	if first {
		req.ctx, cancel = context.WithDeadline(given, deadline)
	}
	if req.Cancel == nil && heedsContexts(rt, req) {
		return cancel, func() bool { return time.Now().After(deadline) }
	}
	byUser, ended := req.Cancel, make(chan struct{})
	req.Cancel = ended
	end := func() {
		close(ended)
		if c, ok := rt.(interface{ CancelRequest(*Request) }); ok {
			c.CancelRequest(req)
		}
	}
	over := make(chan struct{})
	timer := time.NewTimer(time.Until(deadline))
	var passed atomic.Bool
	go func() {
		defer timer.Stop()
		select {
		case <-byUser:
			end()
		case <-timer.C:
			passed.Store(true)
			end()
		case <-over:
		}
	}()
	stop = sync.OnceFunc(func() {
		close(over)
		cancel()
	})
	return stop, passed.Load
}

// A timedBody ends the limit of time with the body.
type timedBody struct {
	body io.ReadCloser
	stop func()
	late func() bool
}

func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.body.Read(p)
	switch {
	case err == io.EOF:
		b.stop()
	case err != nil && b.late():
		err = &timeoutError{err.Error() + " (Client.Timeout or context cancellation while reading body)"}
	}
	return n, err
}

func (b *timedBody) Close() error {
	err := b.body.Close()
	b.stop()
	return err
}
