package http

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/url"
	"slices"
	"time"
)

// A pool is the connections of a Transport, under its lock.
type pool struct {
	idle    map[route][]*clientConn // the one used last at the end
	order   []*clientConn           // all idle ones, the oldest first
	open    map[route]int           // connections, those being dialled included
	waiting map[route][]*want       // those without a connection
	dialing map[*want]struct{}
	closing bool // CloseIdleConnections was called, and no connection asked for since
}

// A want is a request that has no connection yet. It takes the one that is dialled for it or one that becomes idle, whichever is there first.
// A connection that comes too late is kept for others.
type want struct {
	route   route
	ctx     context.Context // with the values of the request's, but not its end
	cancel  context.CancelFunc
	dialled bool          // somebody dials for it
	turn    chan delivery // of one
	done    bool          // it got something, or nobody waits
}

// A delivery is what comes of a want.
type delivery struct {
	conn  *clientConn
	since time.Time // when it became idle; zero: it was not
	err   error
}

var (
	errKeepAlivesDisabled = errors.New("http: putIdleConn: keep alives disabled")
	errConnBroken         = errors.New("http: putIdleConn: connection is in bad state")
	errCloseIdle          = errors.New("http: putIdleConn: CloseIdleConnections was called")
	errTooManyIdle        = errors.New("http: putIdleConn: too many idle connections")
	errTooManyIdleHost    = errors.New("http: putIdleConn: too many idle connections for host")
	errWhileConnecting    = errors.New("net/http: request canceled while waiting for connection")
)

// conn gives an idle connection, or makes one.
func (t *Transport) conn(ctx context.Context, r route) (*clientConn, error) {
	trace := traceOf(ctx)
	if trace != nil && trace.GetConn != nil {
		trace.GetConn(r.first())
	}
	d := t.wait(ctx, r)
	switch {
	case d.err != nil && ctx.Err() != nil:
		if err := context.Cause(ctx); err != errRequestCanceled {
			return nil, err
		}
		return nil, errWhileConnecting
	case d.err != nil:
		return nil, d.err
	}
	if trace != nil && trace.GotConn != nil && d.conn.http2 == nil {
		info := gotConn{Conn: d.conn.nc, Reused: d.conn.wasKept()}
		if !d.since.IsZero() {
			info.WasIdle, info.IdleTime = true, time.Since(d.since)
		}
		trace.GotConn(info)
	}
	return d.conn, nil
}

// wait waits for a connection or the end of the context.
func (t *Transport) wait(ctx context.Context, r route) delivery {
	t.mu.Lock()
	if h := t.sharedHTTP2(r); h != nil {
		t.mu.Unlock()
		return delivery{conn: &clientConn{http2: h}}
	}
	if !t.DisableKeepAlives {
		t.pool.closing = false
		if list := t.pool.idle[r]; len(list) > 0 {
			c := list[len(list)-1]
			t.pool.forget(c)
			t.mu.Unlock()
			return delivery{conn: c, since: c.since}
		}
	}
	w := &want{route: r, turn: make(chan delivery, 1)}
	w.ctx, w.cancel = context.WithCancel(context.WithoutCancel(ctx))
	if t.pool.waiting == nil {
		t.pool.waiting = make(map[route][]*want)
	}
	t.pool.waiting[r] = append(t.pool.waiting[r], w)
	if t.MaxConnsPerHost <= 0 || t.pool.open[r] < t.MaxConnsPerHost {
		t.startDial(w)
	}
	t.mu.Unlock()
	select {
	case d := <-w.turn:
		return d
	case <-ctx.Done():
	}
	t.mu.Lock()
	late := w.done
	t.pool.remove(w)
	t.mu.Unlock()
	if late {
		if d := <-w.turn; d.conn != nil {
			t.keepOrClose(d.conn)
		}
	}
	return delivery{err: ctx.Err()}
}

// remove has a want wait no longer.
func (p *pool) remove(w *want) {
	w.done = true
	p.waiting[w.route] = slices.DeleteFunc(p.waiting[w.route], func(o *want) bool { return o == w })
	if len(p.waiting[w.route]) == 0 {
		delete(p.waiting, w.route)
	}
}

// give hands something to a want; false: it has something.
func (p *pool) give(w *want, d delivery) bool {
	if w.done {
		return false
	}
	p.remove(w)
	w.turn <- d
	return true
}

// startDial dials for a want. t.mu is held.
func (t *Transport) startDial(w *want) {
	if t.pool.open == nil {
		t.pool.open = make(map[route]int)
	}
	if t.pool.dialing == nil {
		t.pool.dialing = make(map[*want]struct{})
	}
	t.pool.open[w.route]++
	t.pool.dialing[w] = struct{}{}
	w.dialled = true
	go func() {
		c, err := t.connect(w.ctx, w.route)
		w.cancel()
		t.mu.Lock()
		delete(t.pool.dialing, w)
		given := t.pool.give(w, delivery{conn: c, err: err})
		switch {
		case err != nil:
			t.released(w.route)
		case c.http2 != nil:
			t.share(w.route)
		}
		t.mu.Unlock()
		if err == nil && !given {
			t.keepOrClose(c)
		}
	}()
}

// share gives those that wait places on a connection that speaks HTTP/2; what is dialled for them is not needed any more. t.mu is held.
func (t *Transport) share(r route) {
	for len(t.pool.waiting[r]) > 0 {
		h := t.sharedHTTP2(r)
		if h == nil {
			return
		}
		t.pool.give(t.pool.waiting[r][0], delivery{conn: &clientConn{http2: h}})
	}
}

// connect makes a connection, which whoever calls it has counted.
func (t *Transport) connect(ctx context.Context, r route) (*clientConn, error) {
	nc, err := t.dialRoute(ctx, r)
	if err != nil {
		return nil, err
	}
	if h, err := t.newHTTP2(r, nc); err != nil {
		nc.Close()
		return nil, err
	} else if h != nil {
		return &clientConn{http2: h}, nil
	}
	c := &clientConn{t: t, route: r, nc: nc, gone: make(chan struct{})}
	if r.secure {
		c.tls = stateOf(nc)
	}
	c.in = bufio.NewReaderSize(nc, sizeOr(t.ReadBufferSize))
	c.out = bufio.NewWriterSize(nc, sizeOr(t.WriteBufferSize))
	go c.readLoop()
	return c, nil
}

func sizeOr(n int) int {
	if n > 0 {
		return n
	}
	return 4 << 10
}

// released counts a connection less, for which another one can be dialled. t.mu is held.
func (t *Transport) released(r route) {
	if t.pool.open[r]--; t.pool.open[r] == 0 {
		delete(t.pool.open, r)
	}
	for _, w := range t.pool.waiting[r] {
		if !w.dialled {
			t.startDial(w)
			return
		}
	}
}

// forget takes an idle connection out of the lists.
func (p *pool) forget(c *clientConn) {
	same := func(o *clientConn) bool { return o == c }
	if !slices.Contains(p.order, c) {
		return
	}
	p.idle[c.route] = slices.DeleteFunc(p.idle[c.route], same)
	if len(p.idle[c.route]) == 0 {
		delete(p.idle, c.route)
	}
	p.order = slices.DeleteFunc(p.order, same)
	if c.timer != nil {
		c.timer.Stop()
	}
}

// keep puts a connection among the idle ones, or gives it to who waits. If it cannot, the connection is to be closed.
func (t *Transport) keep(c *clientConn) error {
	if t.DisableKeepAlives || t.MaxIdleConnsPerHost < 0 {
		return errKeepAlivesDisabled
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if !c.keepable() {
		return errConnBroken
	}
	p := &t.pool
	if list := p.waiting[c.route]; len(list) > 0 {
		p.give(list[0], delivery{conn: c})
		return nil
	}
	most := t.MaxIdleConnsPerHost
	if most == 0 {
		most = DefaultMaxIdleConnsPerHost
	}
	switch {
	case p.closing:
		return errCloseIdle
	case len(p.idle[c.route]) >= most:
		return errTooManyIdleHost
	}
	if p.idle == nil {
		p.idle = make(map[route][]*clientConn)
	}
	p.idle[c.route] = append(p.idle[c.route], c)
	p.order = append(p.order, c)
	if t.MaxIdleConns > 0 && len(p.order) > t.MaxIdleConns {
		oldest := p.order[0]
		p.forget(oldest)
		go oldest.close(errTooManyIdle)
	}
	if t.IdleConnTimeout > 0 {
		if c.timer == nil {
			c.timer = time.AfterFunc(t.IdleConnTimeout, c.expire)
		} else {
			c.timer.Reset(t.IdleConnTimeout)
		}
	}
	c.since = time.Now()
	return nil
}

func (t *Transport) keepOrClose(c *clientConn) {
	if c.http2 != nil {
		c.http2.done()
		return
	}
	if err := t.keep(c); err != nil {
		c.close(err)
	}
}

// expire closes a connection that has been idle for long.
func (c *clientConn) expire() {
	p := &c.t.pool
	c.t.mu.Lock()
	idle := slices.Contains(p.idle[c.route], c)
	if idle {
		p.forget(c)
	}
	c.t.mu.Unlock()
	if idle {
		c.close(errors.New("http: idle connection timeout"))
	}
}

// CloseIdleConnections closes the connections that nobody uses, those that are dialled for nobody included.
func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	p := &t.pool
	all := p.order
	p.idle, p.order, p.closing = nil, nil, true
	for w := range p.dialing {
		if w.done {
			w.cancel()
		}
	}
	t.mu.Unlock()
	for _, c := range all {
		c.close(errors.New("http: CloseIdleConnections called"))
	}
	t.closeIdleHTTP2()
}

// first is the host:port that is dialled.
func (r route) first() string {
	if r.proxy != "" {
		if u, err := url.Parse(r.proxy); err == nil {
			return hostPort(u)
		}
	}
	return r.addr
}
