package http

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"sync"
)

// A ClientConn is one connection to a server. Over HTTP/1 it has room for one request at a time.
type ClientConn struct {
	t     *Transport
	route route
	proxy *url.URL
	conn  *clientConn

	mu       sync.Mutex
	reserved int
	inFlight int
	hook     func(*ClientConn)
	was      int // Available, when the hook was called
}

var errConnClosed = errors.New("http: client connection is closed")

// NewClientConn connects to address: host and port.
func (t *Transport) NewClientConn(ctx context.Context, scheme, address string) (*ClientConn, error) {
	if scheme != "http" && scheme != "https" {
		return nil, fmt.Errorf("net/http: invalid scheme %q", scheme)
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	u := &url.URL{Scheme: scheme, Host: address, Path: "/"}
	if port == "" {
		u.Host = host
	}
	own := t.Clone()
	own.MaxConnsPerHost, own.MaxIdleConnsPerHost, own.IdleConnTimeout, own.schemes = 1, 1, 0, nil
	cc := &ClientConn{t: own, was: 1}
	req := &Request{ctx: ctx, Method: MethodGet, URL: u, Header: Header{}, Body: NoBody, Host: host}
	if cc.route, cc.proxy, err = own.routeOf(req); err != nil {
		return nil, err
	}
	own.pool.open = map[route]int{cc.route: 1}
	if cc.conn, err = own.connect(ctx, cc.route); err != nil {
		return nil, err
	}
	if h := cc.conn.http2; h != nil {
		h.done()
		go func() {
			<-h.conn.Over()
			cc.tell()
		}()
	} else {
		own.keep(cc.conn)
	}
	cc.was = cc.Available()
	return cc, nil
}

// Close closes the connection; a request that is made fails.
func (cc *ClientConn) Close() error {
	if h := cc.conn.http2; h != nil {
		h.conn.Close(errConnClosed)
	} else {
		cc.conn.close(errConnClosed)
	}
	cc.tell()
	return nil
}

// Err is why the connection cannot be used any more.
func (cc *ClientConn) Err() error {
	if h := cc.conn.http2; h != nil {
		return h.conn.Err()
	}
	cc.conn.mu.Lock()
	defer cc.conn.mu.Unlock()
	return cc.conn.err
}

// Available is how many requests can be made now.
func (cc *ClientConn) Available() int {
	cc.mu.Lock()
	defer cc.mu.Unlock()
	return cc.available()
}

// available is Available. cc.mu is held.
func (cc *ClientConn) available() int {
	room := 1
	if h := cc.conn.http2; h != nil {
		room = h.conn.MostStreams()
		if h.conn.Ending() {
			room = 0
		}
	}
	if cc.Err() != nil {
		return 0
	}
	return max(0, room-cc.reserved-cc.inFlight)
}

// InFlight is how many requests are being made or have a place reserved.
func (cc *ClientConn) InFlight() int {
	cc.mu.Lock()
	defer cc.mu.Unlock()
	return cc.inFlight + cc.reserved
}

// Reserve keeps the place for the next request of the caller.
func (cc *ClientConn) Reserve() error {
	if err := cc.Err(); err != nil {
		return err
	}
	cc.mu.Lock()
	taken := cc.available() == 0
	if !taken {
		cc.reserved++
	}
	cc.mu.Unlock()
	if taken {
		return errors.New("http: no free slots on connection")
	}
	cc.tell()
	return nil
}

// Release gives a reserved place back.
func (cc *ClientConn) Release() {
	cc.mu.Lock()
	cc.reserved = max(0, cc.reserved-1)
	cc.mu.Unlock()
	cc.tell()
}

// SetStateHook has f called when the connection closes, and when a place becomes free.
func (cc *ClientConn) SetStateHook(f func(*ClientConn)) {
	cc.mu.Lock()
	cc.hook = f
	cc.mu.Unlock()
	cc.tell()
}

func (cc *ClientConn) tell() {
	now := cc.Available()
	cc.mu.Lock()
	hook, changed := cc.hook, now != cc.was
	cc.was = now
	cc.mu.Unlock()
	if hook != nil && changed {
		hook(cc)
	}
}

// RoundTrip makes an exchange over the connection.
func (cc *ClientConn) RoundTrip(req *Request) (*Response, error) {
	if err := check(req); err != nil {
		req.closeBody()
		return nil, err
	}
	if err := cc.Err(); err != nil {
		req.closeBody()
		return nil, err
	}
	cc.mu.Lock()
	cc.reserved = max(0, cc.reserved-1)
	cc.inFlight++
	cc.mu.Unlock()
	defer func() {
		cc.mu.Lock()
		cc.inFlight--
		cc.mu.Unlock()
		cc.tell()
	}()
	return cc.t.exchange(req, cc.proxy, func(ctx context.Context) (*clientConn, error) {
		d := cc.t.wait(ctx, cc.route)
		return d.conn, d.err
	})
}
