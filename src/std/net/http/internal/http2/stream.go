package http2

import (
	"cmp"
	"context"
	"errors"
	"io"
	"sync"
)

// A Stream is a request and its answer.
type Stream struct {
	conn *Conn
	id   int
	came chan struct{} // something was received, or the stream ended
	room chan struct{} // something may be sent, or the peer has reset the stream

	mu      sync.Mutex
	stopped chan struct{} // closed by Stop
	why     error
	whyRead error          // of reads alone
	watch   func(code int) // called when the peer resets the stream
}

// What a read or a write came to.
const (
	moved = iota
	notYet
	ended
	failed
)

// ID is the stream's number.
func (s *Stream) ID() int { return s.id }

// Request is what a client asked: method, scheme, authority, path, protocol, then names and values; whether there is no body.
func (s *Stream) Request() ([]string, bool) { return request(s.conn.number, s.id) }

// OnReset has f called, once, when the peer resets the stream.
func (s *Stream) OnReset(f func(code int)) {
	s.mu.Lock()
	s.watch = f
	s.mu.Unlock()
	s.sendNews()
}

// sendNews: there is room, or the stream has been reset.
func (s *Stream) sendNews() {
	ring(s.room)
	s.mu.Lock()
	watch := s.watch
	s.mu.Unlock()
	if watch == nil {
		return
	}
	if code := resetCode(s.conn.number, s.id); code >= 0 {
		s.mu.Lock()
		s.watch = nil
		s.mu.Unlock()
		watch(code)
	}
}

// Stop has reads and writes fail with err, the first of which counts.
func (s *Stream) Stop(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.why == nil {
		s.why = err
		close(s.stopped)
	}
}

// Stopped is closed by Stop.
func (s *Stream) Stopped() <-chan struct{} { return s.stopped }

// StopReading has reads fail with err.
func (s *Stream) StopReading(err error) {
	s.mu.Lock()
	s.whyRead = err
	s.mu.Unlock()
	ring(s.came)
}

func (s *Stream) stopReason() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.why
}

// failure is why the stream has ended.
func (s *Stream) failure() error {
	if err := s.stopReason(); err != nil {
		return err
	}
	if err := s.conn.fault(s.id); err != nil {
		return err
	}
	if err := s.conn.Err(); err != nil {
		return err
	}
	return io.ErrUnexpectedEOF
}

// Read reads a body.
func (s *Stream) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	over := s.conn.over
	for {
		s.mu.Lock()
		err := cmp.Or(s.why, s.whyRead)
		s.mu.Unlock()
		if err != nil {
			return 0, err
		}
		n, state := read(s.conn.number, s.id, p)
		switch state {
		case moved:
			s.conn.wake()
			return n, nil
		case ended:
			return 0, io.EOF
		case failed:
			return 0, s.failure()
		}
		if over == nil {
			return 0, s.failure()
		}
		select {
		case <-s.came:
		case <-s.stopped:
		case <-over:
			// Once more: what came at last.
			over = nil
		}
	}
}

// Write sends part of a body; end: the last.
func (s *Stream) Write(p []byte, end bool) (n int, err error) {
	over := s.conn.over
	for {
		if err := s.stopReason(); err != nil {
			return n, err
		}
		m, state := write(s.conn.number, s.id, p[n:], end)
		n += m
		switch {
		case state == failed || over == nil:
			return n, s.failure()
		case state == moved:
			s.conn.wake()
			if n == len(p) {
				return n, nil
			}
			continue
		}
		s.conn.wake()
		select {
		case <-s.room:
		case <-s.stopped:
		case <-over:
			over = nil
		}
	}
}

// Trailers are the names and values behind a body that has been read.
func (s *Stream) Trailers() []string { return trailers(s.conn.number, s.id) }

// WriteTrailers ends what is sent.
func (s *Stream) WriteTrailers(fields []string) error {
	if !writeTrailers(s.conn.number, s.id, fields) {
		return s.failure()
	}
	s.conn.wake()
	return nil
}

// Respond sends the head of an answer.
func (s *Stream) Respond(status int, fields []string, whole bool) error {
	if !respond(s.conn.number, s.id, status, fields, whole) {
		return s.failure()
	}
	s.conn.wake()
	return nil
}

// Promise begins a stream with the answer to a request that nobody has made.
func (s *Stream) Promise(head []string) (*Stream, bool) {
	id := promise(s.conn.number, s.id, head)
	if id < 0 {
		return nil, false
	}
	s.conn.wake()
	s.conn.mu.Lock()
	defer s.conn.mu.Unlock()
	return s.conn.newStream(id), true
}

// Reset ends the stream with a code.
func (s *Stream) Reset(code ErrCode) {
	reset(s.conn.number, s.id, int(code))
	s.conn.wake()
}

// Release forgets the stream; what of it is not over is cancelled.
func (s *Stream) Release() {
	c := s.conn
	c.mu.Lock()
	delete(c.streams, s.id)
	c.mu.Unlock()
	release(c.number, s.id)
	c.wake()
}

// Ask begins a stream of a client, as soon as the server lets it.
func (c *Conn) Ask(ctx context.Context, head []string, whole bool) (*Stream, error) {
	for {
		if err := c.Err(); err != nil {
			return nil, err
		}
		// The stream is known before any event of it can be told.
		c.mu.Lock()
		id, wrong := ask(c.number, head, whole)
		var s *Stream
		if id > 0 {
			s = c.newStream(id)
		}
		c.mu.Unlock()
		switch {
		case id > 0:
			c.wake()
			// Somebody else may wait for room, too.
			ring(c.room)
			return s, nil
		case id < 0:
			if err := c.fault(0); err != nil {
				return nil, err
			}
			return nil, errors.New("http2: " + wrong)
		}
		select {
		case <-c.room:
		case <-c.over:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Response is the next answer to a client: its status, names and values; whether there is no body. Informational ones come first.
func (s *Stream) Response() (status int, fields []string, whole bool, err error) {
	over := s.conn.over
	for {
		if err := s.stopReason(); err != nil {
			return 0, nil, false, err
		}
		status, fields, whole = response(s.conn.number, s.id)
		if status < 0 || status == 0 && over == nil {
			return 0, nil, false, s.failure()
		}
		if status > 0 {
			return status, fields, whole, nil
		}
		select {
		case <-s.came:
		case <-s.stopped:
		case <-over:
			over = nil
		}
	}
}
