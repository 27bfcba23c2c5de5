package http

import (
	"context"
	"errors"
	"fmt"
	"io"
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
	was      int // Available, and whether it was closed, when that was last looked at
	closed   bool
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
		// There is no other one for other requests.
		own.DisableKeepAlives = false
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
	defer cc.mu.Unlock()
	if cc.available() == 0 {
		return errors.New("http: no free slots on connection")
	}
	cc.reserved++
	cc.was = cc.available()
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

// tell calls the hook when there is room that was not there, or the connection is closed.
func (cc *ClientConn) tell() {
	cc.mu.Lock()
	now := cc.available()
	closed := cc.Err() != nil
	hook, better := cc.hook, now > cc.was || closed && !cc.closed
	cc.was, cc.closed = now, closed
	cc.mu.Unlock()
	if hook != nil && better {
		hook(cc)
	}
}

// RoundTrip makes an exchange over the connection. Its place is taken until the answer's body has been read or closed.
func (cc *ClientConn) RoundTrip(req *Request) (*Response, error) {
	cc.mu.Lock()
	cc.reserved = max(0, cc.reserved-1)
	cc.inFlight++
	cc.was = cc.available()
	cc.mu.Unlock()
	resp, err := cc.exchange(req)
	if err != nil || resp.Body == NoBody {
		cc.ended()
		return resp, err
	}
	body := &singleBody{ReadCloser: resp.Body, ended: sync.OnceFunc(cc.ended)}
	resp.Body = body
	if w, ok := body.ReadCloser.(io.Writer); ok {
		resp.Body = struct {
			*singleBody
			io.Writer
		}{body, w}
	}
	return resp, nil
}

func (cc *ClientConn) exchange(req *Request) (*Response, error) {
	err := check(req)
	if err == nil {
		err = cc.Err()
	}
	if err != nil {
		req.closeBody()
		return nil, err
	}
	return cc.t.exchange(req, cc.proxy, func(ctx context.Context) (*clientConn, error) {
		d := cc.t.wait(ctx, cc.route)
		return d.conn, d.err
	})
}

// ended gives a place back.
func (cc *ClientConn) ended() {
	cc.mu.Lock()
	cc.inFlight--
	cc.mu.Unlock()
	cc.tell()
}

// A singleBody is the body of an answer that came over a ClientConn.
type singleBody struct {
	io.ReadCloser
	ended func()
}

func (b *singleBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.ended()
	}
	return n, err
}

func (b *singleBody) Close() error {
	err := b.ReadCloser.Close()
	b.ended()
	return err
}
