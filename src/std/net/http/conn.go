package http

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// A conn is a connection of a server. One goroutine reads its requests and runs their handlers, one after the other.
type conn struct {
	server *Server
	nc     net.Conn
	remote string
	tls    *tlsState // nil: not over TLS
	in     *bufio.Reader
	out    *bufio.Writer
	// Memory for the next answer: its head and what is held back of its body.
	head  []byte
	spare []byte

	finish   func()      // has an HTTP/2 connection end with the streams it has; under the server's lock
	cancel   func()      // ends the contexts of requests
	ending   atomic.Bool // who reads ahead is being stopped
	writeErr error
	state    atomic.Uint64 // ConnState, and of a new one since when (Unix seconds) above
}

// Write is where out writes to; the first error is kept, and whoever works on the answer is told.
func (c *conn) Write(p []byte) (int, error) {
	n, err := c.nc.Write(p)
	if err != nil && c.writeErr == nil {
		c.writeErr = err
		c.cancel()
	}
	return n, err
}

// Read is where in reads from; the first error tells whoever works on the answer, unless we made it ourselves to have the reading ended.
func (c *conn) Read(p []byte) (int, error) {
	n, err := c.nc.Read(p)
	if err != nil && !c.ending.Load() {
		c.cancel()
	}
	return n, err
}

// A requestContext is what a request's Context gives. Nobody watches the connection until somebody asks for Done.
type requestContext struct {
	parent context.Context
	w      *response

	mu      sync.Mutex
	inner   context.Context // made when Done is asked for
	cancel  context.CancelFunc
	ended   bool
	over    chan struct{} // closed at the end, made with the watcher
	left    chan struct{} // closed when the client is gone
	reading chan struct{} // closed when the goroutine that reads ahead has ended
	stopped bool
}

func (r *requestContext) Deadline() (time.Time, bool) { return r.parent.Deadline() }

func (r *requestContext) Value(key any) any {
	r.mu.Lock()
	inner := r.inner
	r.mu.Unlock()
	if inner != nil {
		return inner.Value(key)
	}
	return r.parent.Value(key)
}

func (r *requestContext) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.inner != nil:
		return r.inner.Err()
	case r.ended:
		return context.Canceled
	}
	return r.parent.Err()
}

func (r *requestContext) Done() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.inner == nil {
		r.inner, r.cancel = context.WithCancel(r.parent)
		if r.ended {
			r.over = make(chan struct{})
			close(r.over)
			r.cancel()
		} else {
			r.watch()
		}
	}
	return r.inner.Done()
}

// gone is closed when the client is gone.
func (r *requestContext) gone() <-chan struct{} {
	r.Done()
	return r.left
}

// watch arranges that the connection is read ahead as soon as the request's body has been read, or cannot be.
func (r *requestContext) watch() {
	r.over, r.left = make(chan struct{}), make(chan struct{})
	m := r.w.body
	if m == nil {
		r.readAhead()
		return
	}
	// The lock of the body may be held by whoever reads it now, and asks for Done from a callback of ours never.
	go func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		start := func(err error) {
			r.mu.Lock()
			defer r.mu.Unlock()
			if err == io.EOF {
				r.readAhead()
			} else if r.parent.Err() != nil && !r.stopped {
				r.lose()
			}
		}
		if m.err != nil {
			start(m.err)
		} else {
			m.atEnd = start
		}
	}()
}

// readAhead waits for the next byte in a goroutine of its own; an error means that the client is gone. r.mu is held.
func (r *requestContext) readAhead() {
	if r.stopped || r.reading != nil {
		return
	}
	reading := make(chan struct{})
	r.reading = reading
	// What limits the reading of the request is no limit for its handler.
	r.w.conn.nc.SetReadDeadline(time.Time{})
	go func() {
		defer close(reading)
		// What has come already says nothing about the client.
		in := r.w.conn.in
		if _, err := in.Peek(in.Buffered() + 1); err != nil && err != bufio.ErrBufferFull {
			r.mu.Lock()
			defer r.mu.Unlock()
			if !r.stopped {
				r.lose()
			}
		}
	}()
}

// lose tells that the client is gone. r.mu is held.
func (r *requestContext) lose() {
	select {
	case <-r.left:
	default:
		close(r.left)
		r.cancel()
	}
}

// stopWatching ends the reading ahead.
func (r *requestContext) stopWatching() {
	r.mu.Lock()
	reading, was := r.reading, r.stopped
	r.stopped = true
	r.mu.Unlock()
	if reading == nil || was {
		return
	}
	select {
	case <-reading:
	default:
		c := r.w.conn
		c.ending.Store(true)
		c.nc.SetReadDeadline(time.Unix(1, 0))
		<-reading
		c.ending.Store(false)
		c.nc.SetReadDeadline(time.Time{})
	}
}

// end cancels the context: the answer is complete.
func (r *requestContext) end() {
	r.mu.Lock()
	asked, was := r.inner != nil, r.ended
	r.ended = true
	r.mu.Unlock()
	if asked && !was {
		r.stopWatching()
		r.cancel()
		close(r.over)
	}
}

const errorHeaders = "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"

// refuse answers what could not be read as a request.
func (c *conn) refuse(err error) {
	say := func(code int, text string) {
		status := fmt.Sprintf("%d %s", code, StatusText(code))
		if text != "" {
			status += ": " + text
		}
		io.WriteString(c.nc, "HTTP/1.1 "+status+errorHeaders+status)
	}
	switch e := err.(type) {
	case badRequest:
		say(e.code, e.text)
		return
	case *unsupportedTEError:
		io.WriteString(c.nc, "HTTP/1.1 501 Not Implemented"+errorHeaders+"Unsupported transfer encoding")
		return
	case net.Error:
		if e.Timeout() {
			return
		}
	}
	if oe, ok := err.(*net.OpError); ok && oe.Op == "read" || err == io.EOF {
		return
	}
	if err == errHeadTooLong {
		say(StatusRequestHeaderFieldsTooLarge, "")
		c.lingeringClose()
		return
	}
	say(StatusBadRequest, "")
}

// lingeringClose lets the client read the answer before the connection is reset because of what it still sends.
func (c *conn) lingeringClose() {
	c.out.Flush()
	if half, ok := c.nc.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
	time.Sleep(500 * time.Millisecond)
}

func (c *conn) readRequest(ctx context.Context) (*response, error) {
	s := c.server
	var whole time.Time
	if s.ReadTimeout > 0 {
		whole = time.Now().Add(s.ReadTimeout)
	}
	r, err := readRequest(c.in, s.headLimit(), s.headerValues())
	if s.WriteTimeout > 0 {
		c.nc.SetWriteDeadline(time.Now().Add(s.WriteTimeout))
	}
	if err != nil {
		return nil, err
	}
	if r.ProtoMajor != 1 && !r.prefaceLine() {
		return nil, badRequest{StatusHTTPVersionNotSupported, "unsupported protocol version"}
	}
	host, has := r.Header["Host"]
	if !has && r.ProtoAtLeast(1, 1) && r.Method != MethodConnect && !r.isPreface() {
		return nil, badRequest{StatusBadRequest, "missing required Host header"}
	}
	if has && !validHost(host[0]) {
		return nil, badRequest{StatusBadRequest, "malformed Host header"}
	}
	delete(r.Header, "Host")
	r.RemoteAddr, r.TLS = c.remote, c.tls
	if s.ReadTimeout > 0 || s.ReadHeaderTimeout > 0 {
		c.nc.SetReadDeadline(whole)
	}
	w := &response{conn: c, req: r, length: -1}
	w.ctx = &requestContext{parent: ctx, w: w}
	r.ctx = w.ctx
	if m, ok := r.Body.(*messageBody); ok {
		w.body = m
	}
	w.keep10 = r.ProtoMinor == 0 && r.marks != 0 && hasToken(r.Header.get("Connection"), "keep-alive")
	return w, nil
}

// expects handles the Expect header; false: the request is refused.
func (w *response) expects() bool {
	r := w.req
	if r.marks == 0 {
		return true
	}
	expect := r.Header.get("Expect")
	if expect == "" {
		return true
	}
	if !hasToken(expect, "100-continue") {
		w.Header().Set("Connection", "close")
		w.WriteHeader(StatusExpectationFailed)
		w.finish()
		return false
	}
	if r.ProtoAtLeast(1, 1) && w.body != nil {
		w.waitContinue = true
		w.mayContinue.Store(true)
		w.body.beforeRead = w.sendContinue
	}
	return true
}

func (c *conn) serve(ctx context.Context) {
	if addr := c.nc.RemoteAddr(); addr != nil {
		c.remote = addr.String()
	}
	ctx = context.WithValue(ctx, LocalAddrContextKey, c.nc.LocalAddr())
	ctx, cancel := context.WithCancel(ctx)
	c.cancel = cancel
	var current *response
	defer func() {
		if err := recover(); err != nil && err != ErrAbortHandler {
			stack := make([]byte, 64<<10)
			stack = stack[:runtime.Stack(stack, false)]
			c.server.logf("http: panic serving %v: %v\n%s", c.remote, err, stack)
		}
		cancel()
		if current != nil {
			current.ctx.end()
			current.noContinue()
			if current.hijacked {
				return
			}
		}
		c.nc.Close()
		c.server.forget(c, StateClosed)
	}()
	if !c.secured(ctx) {
		return
	}
	c.in = bufio.NewReader(c)
	c.out = bufio.NewWriterSize(c, 4<<10)
	s := c.server
	if d := s.readHeaderTimeout(); d > 0 {
		c.nc.SetReadDeadline(time.Now().Add(d))
	}
	if c.speaksHTTP2(ctx) {
		return
	}
	_, silent := c.in.Peek(1)
	for {
		w, err := c.readRequest(ctx)
		if silent == nil {
			c.setState(StateActive)
		}
		if s.shuttingDown() {
			return
		}
		if err != nil {
			c.refuse(err)
			return
		}
		current = w
		if !w.expects() {
			return
		}
		s.handle(w, w.req)
		if w.hijacked {
			return
		}
		w.finish()
		current = nil
		if s.WriteTimeout > 0 {
			c.nc.SetWriteDeadline(time.Time{})
		}
		if !w.reusable() {
			if w.limitHit {
				c.lingeringClose()
			}
			return
		}
		c.setState(StateIdle)
		if !s.doKeepAlives() || !c.awaitNext() {
			return
		}
		if w.req.Method == MethodPost {
			c.skipLineEnds()
		}
	}
}

// skipLineEnds forgives old clients line ends behind the body of a POST.
func (c *conn) skipLineEnds() {
	first, _ := c.in.Peek(4)
	c.in.Discard(len(first) - len(bytes.TrimLeft(first, "\r\n")))
}

// awaitNext waits for the first bytes of the next request; less than four are none.
func (c *conn) awaitNext() bool {
	s := c.server
	idle, head := s.idleTimeout(), s.readHeaderTimeout()
	if idle > 0 {
		c.nc.SetReadDeadline(time.Now().Add(idle))
	}
	if _, err := c.in.Peek(4); err != nil {
		return false
	}
	switch {
	case head > 0:
		c.nc.SetReadDeadline(time.Now().Add(head))
	case idle > 0:
		c.nc.SetReadDeadline(time.Time{})
	}
	return true
}

// setState tells the server and whoever wants to know what the connection does.
func (c *conn) setState(state ConnState) {
	packed := uint64(state)
	if state == StateNew {
		packed |= uint64(time.Now().Unix()) << 8
	}
	c.state.Store(packed)
	if hook := c.server.ConnState; hook != nil {
		hook(c.nc, state)
	}
}

// handle runs the handler for a request.
func (s *Server) handle(w ResponseWriter, r *Request) {
	h := s.Handler
	if h == nil {
		h = DefaultServeMux
	}
	if r.RequestURI == "*" && r.Method == MethodOptions && !s.DisableGeneralOptionsHandler {
		h = HandlerFunc(answerOptions)
	}
	h.ServeHTTP(w, r)
}

func answerOptions(w ResponseWriter, r *Request) {
	w.Header().Set("Content-Length", "0")
	if r.ContentLength != 0 {
		// Some clients send a body all the same.
		io.Copy(io.Discard, MaxBytesReader(w, r.Body, 4<<10))
	}
}
