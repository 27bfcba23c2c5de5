package http

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"time"
)

// A clientConn is a connection of a Transport. Its goroutine reads: answers, and the end of the connection while it is idle.
type clientConn struct {
	t     *Transport
	route route
	nc    net.Conn
	http2 *http2ClientConn // requests go over this instead
	tls   *tlsState // nil: not over TLS
	in    *bufio.Reader
	out   *bufio.Writer
	timer *time.Timer // closes it when it has been idle for long; under the transport's lock

	mu      sync.Mutex
	current *clientExchange // nil: idle
	used    bool            // an exchange was made before
	err     error           // why it was closed
}

func (c *clientConn) broken() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err != nil
}

// close closes the connection for a reason, the first of which counts.
func (c *clientConn) close(err error) {
	c.mu.Lock()
	if c.err != nil {
		c.mu.Unlock()
		return
	}
	c.err = err
	c.mu.Unlock()
	c.nc.Close()
	t := c.t
	t.mu.Lock()
	t.forget(c)
	t.open[c.route]--
	t.mu.Unlock()
	t.released(c.route)
}

// A result is the answer to a request, or what came instead.
type result struct {
	resp *Response
	err  error
}

// A clientExchange is a request and its answer.
type clientExchange struct {
	conn   *clientConn
	req    *Request
	ctx    context.Context
	proxy  *url.URL
	answer chan result
	goOn   chan bool // the server said 100 Continue

	wrote    chan struct{} // closed when the request has been written, or could not be
	wroteAll bool          // to be read after that

	gzip     bool // asked for by the transport, which therefore undoes it
	reused   bool
	bodySent bool // of the body something may have been read
	began    bool // a byte of the answer has come
}

var errNothing = errors.New("http: server closed idle connection")

// repeatable says whether the request can be sent again on another connection.
func (x *clientExchange) repeatable(err error) bool {
	if !x.reused || x.began || x.ctx.Err() != nil {
		return false
	}
	r := x.req
	empty := r.Body == nil || r.Body == NoBody
	if !empty && r.GetBody == nil && x.bodySent {
		return false
	}
	if errors.Is(err, errNothing) && (empty || r.GetBody != nil) {
		switch r.Method {
		case "", MethodGet, MethodHead, MethodOptions, MethodTrace:
			return true
		}
		return r.Header.has("Idempotency-Key") || r.Header.has("X-Idempotency-Key")
	}
	return false
}

// plain is an error as callers see it.
func (x *clientExchange) plain(err error) error {
	var n *nothingYet
	if errors.As(err, &n) {
		return n.err
	}
	return err
}

// A nothingYet is an error before any byte of the answer.
type nothingYet struct {
	err error
}

func (e *nothingYet) Error() string        { return e.err.Error() }
func (e *nothingYet) Unwrap() error        { return e.err }
func (e *nothingYet) Is(target error) bool { return target == errNothing }

// extraHeaders are what the transport adds.
func (x *clientExchange) extraHeaders(t *Transport) Header {
	var h Header
	if x.proxy != nil && x.proxy.User != nil {
		password, _ := x.proxy.User.Password()
		auth := base64.StdEncoding.EncodeToString([]byte(x.proxy.User.Username() + ":" + password))
		h = Header{"Proxy-Authorization": {"Basic " + auth}}
	}
	if t.DisableKeepAlives && !anyHasToken(x.req.Header["Connection"], "close") && !x.req.Close {
		if h == nil {
			h = Header{}
		}
		h["Connection"] = []string{"close"}
	}
	if x.gzip {
		if h == nil {
			h = Header{}
		}
		h["Accept-Encoding"] = []string{"gzip"}
	}
	return h
}

// wantsGzip says whether the transport is to ask for a compressed body of its own accord.
func (x *clientExchange) wantsGzip(t *Transport) bool {
	r := x.req
	return !t.DisableCompression && r.Method != MethodHead && r.Header.get("Accept-Encoding") == "" && r.Header.get("Range") == "" && canGunzip
}

// run sends the request and waits for the head of the answer.
func (x *clientExchange) run(t *Transport) (*Response, error) {
	c := x.conn
	x.wrote = make(chan struct{})
	x.gzip = x.wantsGzip(t)
	c.mu.Lock()
	if c.err != nil {
		err := c.err
		c.mu.Unlock()
		x.reused = true
		x.req.closeBody()
		return nil, &nothingYet{err}
	}
	x.reused = c.used
	c.used = true
	c.current = x
	c.mu.Unlock()
	stop := context.AfterFunc(x.ctx, func() { c.close(context.Cause(x.ctx)) })

	var wait func() bool
	if x.ctx.Err() == nil && x.req.Body != nil && hasToken(x.req.Header.get("Expect"), "100-continue") && t.ExpectContinueTimeout > 0 {
		wait = func() bool {
			timer := time.NewTimer(t.ExpectContinueTimeout)
			defer timer.Stop()
			select {
			case ok := <-x.goOn:
				return ok
			case <-timer.C:
				return true
			}
		}
	}
	written := make(chan error, 1)
	write := func() {
		err := x.req.writeTo(c.out, x.proxy != nil, x.extraHeaders(t), wait)
		x.wroteAll = err == nil
		close(x.wrote)
		written <- err
	}
	var writeErr error
	if x.req.Body == nil || x.req.Body == NoBody {
		write()
	} else {
		// The answer may come before the body has been sent.
		x.bodySent = true
		go write()
	}
	var limit <-chan time.Time
	for {
		select {
		case err := <-written:
			if err == nil {
				if t.ResponseHeaderTimeout > 0 {
					timer := time.NewTimer(t.ResponseHeaderTimeout)
					defer timer.Stop()
					limit = timer.C
				}
				written = nil
				continue
			}
			writeErr = err
			written = nil
			// What the server said before it closed counts more.
			select {
			case r := <-x.answer:
				if r.err == nil {
					return x.finish(r.resp, stop), nil
				}
			case <-time.After(50 * time.Millisecond):
			}
			c.close(fmt.Errorf("write error: %w", writeErr))
			stop()
			if cause := context.Cause(x.ctx); x.ctx.Err() != nil {
				return nil, cause
			}
			if !x.began && x.reused {
				return nil, &nothingYet{writeErr}
			}
			return nil, writeErr
		case r := <-x.answer:
			if r.err != nil {
				c.close(r.err)
				stop()
				if x.ctx.Err() != nil {
					return nil, context.Cause(x.ctx)
				}
				return nil, r.err
			}
			return x.finish(r.resp, stop), nil
		case <-limit:
			c.close(errHeaderTimeout)
			stop()
			return nil, errHeaderTimeout
		}
	}
}

type transportTimeout struct{ text string }

func (e *transportTimeout) Error() string   { return e.text }
func (e *transportTimeout) Timeout() bool   { return true }
func (e *transportTimeout) Temporary() bool { return true }

var errHeaderTimeout error = &transportTimeout{"net/http: timeout awaiting response headers"}

// finish gives the answer to the caller, its body as if it had not been compressed.
func (x *clientExchange) finish(resp *Response, stop func() bool) *Response {
	x.watch(resp, stop)
	if x.gzip && resp.ContentLength != 0 && strings.EqualFold(resp.Header.get("Content-Encoding"), "gzip") {
		resp.Body = gunzipped(resp.Body)
		resp.Header.Del("Content-Encoding")
		resp.Header.Del("Content-Length")
		resp.ContentLength = -1
		resp.Uncompressed = true
	}
	return resp
}

// watch has the context count until the body has been read.
func (x *clientExchange) watch(resp *Response, stop func() bool) {
	if b, ok := resp.Body.(*clientBody); ok {
		b.mu.Lock()
		b.stop = stop
		over := b.over
		b.mu.Unlock()
		if !over {
			return
		}
	}
	stop()
}

// sent says whether the whole request has been written, so that another one may follow. An answer can be complete a moment
// before the last write returns.
func (x *clientExchange) sent() bool {
	select {
	case <-x.wrote:
		return x.wroteAll
	default:
	}
	timer := time.NewTimer(50 * time.Millisecond)
	defer timer.Stop()
	select {
	case <-x.wrote:
		return x.wroteAll
	case <-timer.C:
		return false
	}
}

// readLoop reads answers until the connection is closed.
func (c *clientConn) readLoop() {
	for {
		_, err := c.in.Peek(1)
		c.mu.Lock()
		x, closed := c.current, c.err
		c.mu.Unlock()
		if x == nil {
			// Closed by the server, or it sent what nobody asked for.
			if err == nil || err == io.EOF {
				err = errNothing
			}
			c.close(err)
			return
		}
		if err != nil {
			if closed != nil {
				err = closed
			}
			if x.reused {
				err = &nothingYet{err}
			}
			x.answer <- result{nil, err}
			return
		}
		x.began = true
		if !c.readAnswer(x) {
			return
		}
	}
}

func (c *clientConn) headLimit() int64 {
	if n := c.t.MaxResponseHeaderBytes; n > 0 {
		return n
	}
	return 10 << 20
}

// readAnswer reads an answer and waits until its body has been read; false: the connection is closed.
func (c *clientConn) readAnswer(x *clientExchange) bool {
	var resp *Response
	var err error
	for informal := 0; ; informal++ {
		resp, err = readResponse(c.in, x.req, c.headLimit())
		if err != nil || resp.StatusCode >= 200 || resp.StatusCode == StatusSwitchingProtocols {
			break
		}
		if resp.StatusCode == StatusContinue {
			select {
			case x.goOn <- true:
			default:
			}
		} else if informal > 5 {
			err = errors.New("net/http: too many 1xx informational responses")
			break
		}
	}
	if err != nil {
		if err == errHeadTooLong {
			err = fmt.Errorf("net/http: server response headers exceeded %d bytes; aborted", c.headLimit())
		} else if c.broken() {
			c.mu.Lock()
			err = c.err
			c.mu.Unlock()
		} else if err == io.ErrUnexpectedEOF {
			err = io.ErrUnexpectedEOF
		} else {
			err = fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", err)
		}
		x.answer <- result{nil, err}
		return false
	}
	select {
	case x.goOn <- false:
	default:
	}
	resp.TLS = c.tls
	reuse := !resp.Close && !x.req.Close && !c.t.DisableKeepAlives && resp.StatusCode > 199
	if resp.StatusCode == StatusSwitchingProtocols {
		resp.Body = &rawBody{c}
		x.answer <- result{resp, nil}
		return false
	}
	m, hasBody := resp.Body.(*messageBody)
	if !hasBody {
		c.mu.Lock()
		c.current = nil
		c.mu.Unlock()
		kept := reuse && x.sent() && c.t.keep(c)
		x.answer <- result{resp, nil}
		if !kept {
			c.close(errNothing)
		}
		return kept
	}
	b := &clientBody{m: m, x: x, done: make(chan bool, 1), settled: make(chan struct{})}
	resp.Body = b
	x.answer <- result{resp, nil}
	whole := <-b.done
	c.mu.Lock()
	c.current = nil
	c.mu.Unlock()
	kept := whole && reuse && x.sent() && c.t.keep(c)
	b.finished()
	close(b.settled)
	if !kept {
		c.close(errors.New("net/http: response body closed early"))
	}
	return kept
}

// A clientBody is the body of an answer.
type clientBody struct {
	m    *messageBody
	x    *clientExchange
	done chan bool // whether it was read to its end
	// Closed when the connection is among the idle ones, or will not be.
	settled chan struct{}

	mu     sync.Mutex
	told   bool
	closed bool
	over   bool
	stop   func() bool
}

func (b *clientBody) tell(whole bool) {
	b.mu.Lock()
	told := b.told
	b.told = true
	b.mu.Unlock()
	if !told {
		b.done <- whole
	}
}

// finished ends the context's hold.
func (b *clientBody) finished() {
	b.mu.Lock()
	b.over = true
	stop := b.stop
	b.mu.Unlock()
	if stop != nil {
		stop()
	}
}

func (b *clientBody) Read(p []byte) (int, error) {
	b.mu.Lock()
	closed := b.closed
	b.mu.Unlock()
	if closed {
		return 0, errors.New("http: read on closed response body")
	}
	n, err := b.m.Read(p)
	if err != nil {
		if err != io.EOF {
			c := b.x.conn
			c.mu.Lock()
			if c.err != nil && b.x.ctx.Err() != nil {
				err = context.Cause(b.x.ctx)
			}
			c.mu.Unlock()
		}
		b.tell(err == io.EOF)
		if err == io.EOF {
			// The next request of the reader finds the connection.
			<-b.settled
		}
	}
	return n, err
}

func (b *clientBody) Close() error {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.tell(b.m.sawEOFNow())
	return nil
}

// sawEOFNow is sawEOF, but for a body that is being read by another goroutine.
func (m *messageBody) sawEOFNow() bool {
	if !m.mu.TryLock() {
		return false
	}
	defer m.mu.Unlock()
	return m.err == io.EOF
}

// A rawBody is the connection after a switch of protocols.
type rawBody struct {
	c *clientConn
}

func (b *rawBody) Read(p []byte) (int, error)  { return b.c.in.Read(p) }
func (b *rawBody) Write(p []byte) (int, error) { return b.c.nc.Write(p) }
func (b *rawBody) Close() error                { return b.c.nc.Close() }

// ProxyFromEnvironment is the proxy of $HTTP_PROXY, unless $NO_PROXY names the host.
func ProxyFromEnvironment(req *Request) (*url.URL, error) {
	env := proxySettings()
	value := env.http
	if req.URL.Scheme == "https" {
		value = env.https
	}
	if value == "" || env.excludes(req.URL) {
		return nil, nil
	}
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5" && u.Scheme != "socks5h" {
		if again, err := url.Parse("http://" + value); err == nil {
			return again, nil
		}
	}
	if err != nil {
		return nil, fmt.Errorf("invalid proxy address %q: %v", value, err)
	}
	return u, nil
}

// excludes says whether a host is reached without the proxy.
func (p *proxyEnv) excludes(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	ip := net.ParseIP(host)
	if host == "localhost" || ip != nil && ip.IsLoopback() {
		return true
	}
	for entry := range strings.SplitSeq(p.no, ",") {
		entry = strings.ToLower(strings.TrimSpace(entry))
		if entry == "" {
			continue
		}
		if entry == "*" {
			return true
		}
		if _, network, err := net.ParseCIDR(entry); err == nil {
			if ip != nil && network.Contains(ip) {
				return true
			}
			continue
		}
		name, port, err := net.SplitHostPort(entry)
		if err == nil {
			given := u.Port()
			if given == "" {
				given = map[string]string{"http": "80", "https": "443"}[u.Scheme]
			}
			if port != given {
				continue
			}
		} else {
			name = entry
		}
		if other := net.ParseIP(name); other != nil {
			if ip != nil && ip.Equal(other) {
				return true
			}
			continue
		}
		name = strings.TrimPrefix(name, "*")
		if strings.HasPrefix(name, ".") {
			if strings.HasSuffix(host, name) {
				return true
			}
		} else if host == name || strings.HasSuffix(host, "."+name) {
			return true
		}
	}
	return false
}

type proxyEnv struct {
	http, https, no string
}
