package httputil

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"net/textproto"
	"sync"
)

var (
	// ErrPersistEOF says that the other side sends nothing more, or was asked to.
	ErrPersistEOF = &http.ProtocolError{ErrorString: "persistent connection closed"}

	// ErrClosed says that the connection has been closed or taken.
	ErrClosed = &http.ProtocolError{ErrorString: "connection closed by user"}

	// ErrPipeline says that a message is none's answer.
	ErrPipeline = &http.ProtocolError{ErrorString: "pipeline error"}
)

// errClosed is ErrClosed where Go has a text of its own.
var errClosed = errors.New("i/o operation on closed connection")

// A persistent is a connection with requests and their responses in order, seen from either end.
type persistent struct {
	mu            sync.Mutex // of all that follows but order
	conn          net.Conn
	r             *bufio.Reader
	readErr       error         // what further reading gets
	writeErr      error         // what further writing gets
	body          io.ReadCloser // of the message read last
	read, written int
	turns         map[*http.Request]uint // of requests without their response
	order         textproto.Pipeline
}

func newPersistent(c net.Conn, r *bufio.Reader) persistent {
	if r == nil {
		r = bufio.NewReader(c)
	}
	return persistent{conn: c, r: r, turns: make(map[*http.Request]uint)}
}

func (p *persistent) hijack() (net.Conn, *bufio.Reader) {
	p.mu.Lock()
	defer p.mu.Unlock()
	c, r := p.conn, p.r
	p.conn, p.r = nil, nil
	return c, r
}

func (p *persistent) close() error {
	if c, _ := p.hijack(); c != nil {
		return c.Close()
	}
	return nil
}

// request waits until a request can be read or written. The function that it returns ends that: the request's response is due, or there will be none.
func (p *persistent) request() (done func(req *http.Request, isDue bool)) {
	turn := p.order.Next()
	p.order.StartRequest(turn)
	return func(req *http.Request, isDue bool) {
		p.order.EndRequest(turn)
		if !isDue {
			p.order.StartResponse(turn)
			p.order.EndResponse(turn)
			return
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		p.turns[req] = turn
	}
}

// response waits until a request's response can be read or written. The function that it returns ends that.
func (p *persistent) response(req *http.Request) (done func(), err error) {
	p.mu.Lock()
	turn, ok := p.turns[req]
	delete(p.turns, req)
	p.mu.Unlock()
	if !ok {
		return nil, ErrPipeline
	}
	p.order.StartResponse(turn)
	return func() { p.order.EndResponse(turn) }, nil
}

// reader gives what the next message is read from, behind the last one's body.
func (p *persistent) reader() (*bufio.Reader, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.readErr != nil:
		return nil, p.readErr
	case p.r == nil:
		return nil, errClosed
	}
	r, body := p.r, p.body
	p.body = nil
	if body == nil {
		return r, nil
	}
	// Closing may read what is left.
	p.mu.Unlock()
	err := body.Close()
	p.mu.Lock()
	if err != nil {
		p.readErr = err
		return nil, err
	}
	return r, nil
}

// hasRead notes a message. It returns what to tell of it.
func (p *persistent) hasRead(body io.ReadCloser, isLast bool) error {
	p.body = body
	p.read++
	if !isLast {
		return nil
	}
	p.readErr = ErrPersistEOF
	return p.readErr
}

// hasWritten notes how a message was written.
func (p *persistent) hasWritten(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.writeErr = err
		return err
	}
	p.written++
	return nil
}

// ServerConn reads requests from a connection and writes their responses.
//
// Deprecated: Use the Server in package [net/http] instead.
type ServerConn struct {
	p persistent
}

// NewServerConn serves what comes from c, by way of r unless that is nil.
//
// Deprecated: Use the Server in package [net/http] instead.
func NewServerConn(c net.Conn, r *bufio.Reader) *ServerConn {
	return &ServerConn{newPersistent(c, r)}
}

// Hijack takes the connection, with what has been read ahead.
func (sc *ServerConn) Hijack() (net.Conn, *bufio.Reader) { return sc.p.hijack() }

// Close closes the connection.
func (sc *ServerConn) Close() error { return sc.p.close() }

// Pending is how many requests have no response yet.
func (sc *ServerConn) Pending() int {
	sc.p.mu.Lock()
	defer sc.p.mu.Unlock()
	return sc.p.read - sc.p.written
}

// Read gives the next request. With ErrPersistEOF it is the last one, or there is none.
func (sc *ServerConn) Read() (*http.Request, error) {
	p := &sc.p
	done := p.request()
	req, err := sc.next()
	done(req, req != nil)
	return req, err
}

func (sc *ServerConn) next() (*http.Request, error) {
	p := &sc.p
	p.mu.Lock()
	broken := p.writeErr
	p.mu.Unlock()
	if broken != nil {
		return nil, broken
	}
	r, err := p.reader()
	if err != nil {
		return nil, err
	}
	req, err := http.ReadRequest(r)
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case err == io.ErrUnexpectedEOF:
		p.readErr = ErrPersistEOF
		return nil, p.readErr
	case err != nil:
		p.readErr = err
		return req, err
	}
	return req, p.hasRead(req.Body, req.Close)
}

// Write writes the response to a request, when those to the requests before it are written. If it says so, no further request is read.
func (sc *ServerConn) Write(req *http.Request, resp *http.Response) error {
	p := &sc.p
	done, err := p.response(req)
	if err != nil {
		return err
	}
	defer done()
	p.mu.Lock()
	c := p.conn
	switch {
	case p.writeErr != nil:
		err = p.writeErr
	case c == nil:
		err = ErrClosed
	case p.read <= p.written:
		err = errors.New("persist server pipe count")
	case resp.Close:
		p.readErr = ErrPersistEOF
	}
	p.mu.Unlock()
	if err != nil {
		return err
	}
	return p.hasWritten(resp.Write(c))
}

// ClientConn writes requests to a connection and reads their responses.
//
// Deprecated: Use Client or Transport in package [net/http] instead.
type ClientConn struct {
	p       persistent
	writing func(*http.Request, io.Writer) error
}

// NewClientConn writes requests to c and reads from it, by way of r unless that is nil.
//
// Deprecated: Use the Client or Transport in package [net/http] instead.
func NewClientConn(c net.Conn, r *bufio.Reader) *ClientConn {
	return &ClientConn{newPersistent(c, r), (*http.Request).Write}
}

// NewProxyClientConn is NewClientConn with requests as proxies take them.
//
// Deprecated: Use the Client or Transport in package [net/http] instead.
func NewProxyClientConn(c net.Conn, r *bufio.Reader) *ClientConn {
	return &ClientConn{newPersistent(c, r), (*http.Request).WriteProxy}
}

// Hijack takes the connection, with what has been read ahead.
func (cc *ClientConn) Hijack() (c net.Conn, r *bufio.Reader) { return cc.p.hijack() }

// Close closes the connection.
func (cc *ClientConn) Close() error { return cc.p.close() }

// Pending is how many requests have no response yet.
func (cc *ClientConn) Pending() int {
	cc.p.mu.Lock()
	defer cc.p.mu.Unlock()
	return cc.p.written - cc.p.read
}

// Write writes a request. If that is to be the connection's last, ErrPersistEOF is what further ones get.
func (cc *ClientConn) Write(req *http.Request) error {
	p := &cc.p
	done := p.request()
	p.mu.Lock()
	c := p.conn
	var err error
	switch {
	case p.readErr != nil:
		err = p.readErr
	case p.writeErr != nil:
		err = p.writeErr
	case c == nil:
		err = errClosed
	case req.Close:
		p.writeErr = ErrPersistEOF
	}
	p.mu.Unlock()
	if err != nil {
		// A response is due nevertheless: Go's reads the reason once more.
		done(req, true)
		return err
	}
	err = p.hasWritten(cc.writing(req, c))
	done(req, err == nil)
	return err
}

// Read gives the response to a request, when those to the requests before it are read. With ErrPersistEOF it is the last one.
func (cc *ClientConn) Read(req *http.Request) (resp *http.Response, err error) {
	p := &cc.p
	done, err := p.response(req)
	if err != nil {
		return nil, err
	}
	defer done()
	r, err := p.reader()
	if err != nil {
		return nil, err
	}
	resp, err = http.ReadResponse(r, req)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.readErr = err
		return resp, err
	}
	return resp, p.hasRead(resp.Body, resp.Close)
}

// Do writes a request and reads its response.
func (cc *ClientConn) Do(req *http.Request) (*http.Response, error) {
	if err := cc.Write(req); err != nil {
		return nil, err
	}
	return cc.Read(req)
}
