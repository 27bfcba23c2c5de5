package http

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"internal/nettrace"
	"io"
	"log"
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
	tls   *tlsState        // nil: not over TLS
	in    *bufio.Reader
	out   *bufio.Writer
	gone  chan struct{} // closed with it
	// When it became idle, and what closes it when that is long ago; under the transport's lock.
	since time.Time
	timer *time.Timer

	mu      sync.Mutex
	current *clientExchange // nil: idle
	kept    bool            // it was idle before
	err     error           // why it was closed
}

// keepable says whether the connection can be kept for other requests, and remembers that it was.
func (c *clientConn) keepable() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = c.kept || c.err == nil
	return c.err == nil
}

func (c *clientConn) wasKept() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.kept
}

func (c *clientConn) broken() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err != nil
}

// close closes the connection for a reason, the first of which counts.
func (c *clientConn) close(err error) {
	c.mu.Lock()
	c.closeHeld(err)
}

// closeHeld is close for who holds c.mu, which it gives up.
func (c *clientConn) closeHeld(err error) {
	if c.err != nil {
		c.mu.Unlock()
		return
	}
	c.err = err
	c.mu.Unlock()
	if err != errCallerOwns {
		c.nc.Close()
	}
	close(c.gone)
	t := c.t
	t.mu.Lock()
	t.pool.forget(c)
	t.released(c.route)
	t.mu.Unlock()
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
	over   func() // to be called when it is
	answer chan result
	goOn   chan bool // the server said 100 Continue

	wrote    chan struct{} // closed when the request has been written, or could not be
	wroteAll bool          // to be read after that

	stop  func() // the context does not count any more, and the exchange is over
	waits bool   // for the server to say that it wants the body

	gzip     bool // asked for by the transport, which therefore undoes it
	reused   bool
	bodySent bool // of the body something may have been read
	began    bool // a byte of the answer has come
}

var (
	errNothing = errors.New("http: server closed idle connection")
	errOver    = errors.New("http: persistConn.readLoop exiting")
	// The connection is not closed with the exchange: after a switch of protocols it is the caller's.
	errCallerOwns = errors.New("read loop ending; caller owns writable underlying conn")
)

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
	x.reused = c.kept
	expects := x.req.Body != nil && x.req.ProtoAtLeast(1, 1) && hasToken(x.req.Header.get("Expect"), "100-continue")
	x.waits = expects
	c.current = x
	c.mu.Unlock()
	stop := context.AfterFunc(x.ctx, func() { c.close(context.Cause(x.ctx)) })
	x.stop = func() {
		stop()
		x.over()
	}

	var wait func() bool
	if expects {
		wait = func() bool {
			timer := time.NewTimer(t.ExpectContinueTimeout)
			defer timer.Stop()
			select {
			case ok := <-x.goOn:
				return ok
			case <-timer.C:
				return true
			case <-c.gone:
				return false
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
			if _, ok := err.(*wrongLength); ok {
				c.close(fmt.Errorf("write error: %w", err))
				stop()
				return nil, err
			}
			// What the server said before it closed counts more.
			select {
			case r := <-x.answer:
				if r.err == nil {
					return x.finish(r.resp), nil
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
			return x.finish(r.resp), nil
		case <-limit:
			c.close(errHeaderTimeout)
			stop()
			return nil, errHeaderTimeout
		case <-x.ctx.Done():
			// Whoever reads may be held up by a trace of the request before.
			err := context.Cause(x.ctx)
			c.close(err)
			return nil, err
		}
	}
}

var errHeaderTimeout error = &timeoutError{"net/http: timeout awaiting response headers"}

// finish gives the answer to the caller, its body as if it had not been compressed.
func (x *clientExchange) finish(resp *Response) *Response {
	x.watch(resp)
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
func (x *clientExchange) watch(resp *Response) {
	if b, ok := resp.Body.(*clientBody); ok {
		b.mu.Lock()
		b.stop = x.stop
		over := b.over
		b.mu.Unlock()
		if !over {
			return
		}
	}
	x.stop()
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
		if x == nil {
			// Under the lock: an exchange that begins now finds that the connection is over, and takes another one.
			c.closeHeld(c.whileIdle(err, closed != nil))
			return
		}
		c.mu.Unlock()
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
		if trace := traceOf(x.ctx); trace != nil && trace.GotFirstResponseByte != nil {
			trace.GotFirstResponseByte()
		}
		if !c.readAnswer(x) {
			return
		}
	}
}

// whileIdle is why a connection ends that was idle: the server closed it, or sent what nobody asked for.
func (c *clientConn) whileIdle(err error, broken bool) error {
	if n := c.in.Buffered(); n > 0 && !broken {
		text, _ := c.in.Peek(n)
		if len(text) >= 12 && string(text[:7]) == "HTTP/1." && string(text[8:12]) == " 408" {
			// It was idle for too long.
			return errNothing
		}
		log.Printf("Unsolicited response received on idle HTTP channel starting with %q; err=%v", text, err)
	}
	if err == nil || err == io.EOF {
		return errNothing
	}
	return err
}

func (t *Transport) headLimit() int64 {
	if n := t.MaxResponseHeaderBytes; n > 0 {
		return n
	}
	return 10 << 20
}

// readHeads reads up to the head of the answer itself.
func (c *clientConn) readHeads(x *clientExchange) (*Response, error) {
	trace := traceOf(x.ctx)
	limit := c.t.headLimit()
	for {
		resp, used, err := readResponse(c.in, x.req, limit)
		if err != nil || resp.StatusCode >= 200 || resp.StatusCode == StatusSwitchingProtocols {
			return resp, err
		}
		if resp.StatusCode == StatusContinue && x.waits {
			x.waits = false
			if trace != nil && trace.Got100Continue != nil {
				trace.Got100Continue()
			}
			x.goOn <- true
		}
		told, err := tellInformal(x.ctx, resp.StatusCode, resp.Header)
		if err != nil {
			return nil, err
		}
		// It is for whoever looks at them to say how many are too many.
		if told {
			limit = c.t.headLimit()
		} else if limit -= int64(used); limit <= 0 {
			return nil, errHeadTooLong
		}
	}
}

// tellInformal tells who wants to know of an answer before the answer; told says whether anybody did.
func tellInformal(ctx context.Context, code int, h Header) (told bool, err error) {
	if tell, ok := ctx.Value(nettrace.InformalKey{}).(func(int, map[string][]string) error); ok {
		told, err = true, tell(code, h)
	}
	if trace := traceOf(ctx); err == nil && trace != nil && trace.Got1xxResponse != nil {
		told, err = true, trace.Got1xxResponse(code, informal(h))
	}
	return told, err
}

// readAnswer reads an answer and waits until its body has been read; false: the connection is closed.
func (c *clientConn) readAnswer(x *clientExchange) bool {
	resp, err := c.readHeads(x)
	if err != nil {
		if err == errHeadTooLong {
			err = fmt.Errorf("net/http: server response headers exceeded %d bytes; aborted", c.t.headLimit())
		}
		if c.broken() {
			c.mu.Lock()
			err = c.err
			c.mu.Unlock()
		} else if err != io.ErrUnexpectedEOF {
			err = fmt.Errorf("net/http: HTTP/1.x transport connection broken: %w", err)
		}
		x.answer <- result{nil, err}
		return false
	}
	if x.waits {
		// The body is sent only if that keeps the connection.
		x.goOn <- !resp.Close && !x.req.Close
	}
	resp.TLS = c.tls
	reuse := !resp.Close && !x.req.Close && resp.StatusCode > 199 && x.req.Method != MethodConnect
	if resp.StatusCode == StatusSwitchingProtocols && anyHasToken(resp.Header["Connection"], "Upgrade") {
		resp.Body = &rawBody{c}
		x.answer <- result{resp, nil}
		c.close(errCallerOwns)
		return false
	}
	m, hasBody := resp.Body.(*messageBody)
	if !hasBody {
		c.idle()
		err := c.keepAfter(x, reuse)
		x.answer <- result{resp, nil}
		if err != nil {
			c.close(err)
		}
		return err == nil
	}
	b := &clientBody{m: m, x: x, done: make(chan bool, 1), settled: make(chan struct{})}
	resp.Body = b
	// What becomes of the answer is the caller's business.
	length := resp.ContentLength
	x.answer <- result{resp, nil}
	whole, early := false, false
	select {
	case whole = <-b.done:
		early = !whole
	case <-c.gone:
	}
	if early && reuse && length <= mostDrained && b.closedEarly() {
		// From here on the end of the request's context is not that of the connection.
		b.finished()
		close(b.settled)
		c.idle()
		err = errOver
		if m.drainSoon() {
			err = c.keepAfter(x, true)
		}
	} else {
		c.idle()
		err = c.keepAfter(x, whole && reuse)
		b.finished()
		close(b.settled)
	}
	if err != nil {
		c.close(err)
	}
	return err == nil
}

func (c *clientConn) idle() {
	c.mu.Lock()
	c.current = nil
	c.mu.Unlock()
}

// keepAfter keeps the connection for other requests where it can be used for them, and says why if not.
func (c *clientConn) keepAfter(x *clientExchange, reusable bool) error {
	if !reusable || !x.sent() {
		return errOver
	}
	err := c.t.keep(c)
	if trace := traceOf(x.ctx); trace != nil && trace.PutIdleConn != nil && err != errKeepAlivesDisabled {
		trace.PutIdleConn(err)
	}
	return err
}

// What is read of a body that was closed early so that the connection can be kept: bytes at most, and how long.
const (
	mostDrained   = 256 << 10
	longestDrains = 50 * time.Millisecond
)

// drainSoon reads a body to its end, if that is not far.
func (m *messageBody) drainSoon() bool {
	drained := make(chan bool, 1)
	go func() {
		m.mu.Lock()
		m.trailer = nil
		m.mu.Unlock()
		_, err := io.CopyN(io.Discard, m, mostDrained+1)
		drained <- err == io.EOF
	}()
	timer := time.NewTimer(longestDrains)
	defer timer.Stop()
	select {
	case whole := <-drained:
		return whole
	case <-timer.C:
		return false
	}
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
	err    error // how reading ended
	stop   func()
}

// closedEarly says that it was closed before it had been read, and not that reading failed.
func (b *clientBody) closedEarly() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.closed && b.m.failed() == nil
}

// tell says once that nobody reads any more, and whether the body was read to its end.
func (b *clientBody) tell(whole bool) bool {
	b.mu.Lock()
	told := b.told
	b.told = true
	b.mu.Unlock()
	if !told {
		b.done <- whole
	}
	return !told
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
	closed, err := b.closed, b.err
	b.mu.Unlock()
	if closed {
		return 0, errors.New("http: read on closed response body")
	}
	if err != nil {
		return 0, err
	}
	n, err := b.m.Read(p)
	if err == nil {
		return n, nil
	}
	if err != io.EOF && b.x.conn.broken() && b.x.ctx.Err() != nil {
		err = context.Cause(b.x.ctx)
	}
	b.mu.Lock()
	b.err = err
	b.mu.Unlock()
	b.tell(err == io.EOF)
	if err == io.EOF {
		// The next request of the reader finds the connection.
		<-b.settled
	}
	return n, err
}

func (b *clientBody) Close() error {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	if b.tell(b.m.failed() == io.EOF) {
		<-b.settled
	}
	return nil
}

// failed is how reading ended; nil if it did not, or another goroutine reads now.
func (m *messageBody) failed() error {
	if !m.mu.TryLock() {
		return nil
	}
	defer m.mu.Unlock()
	return m.err
}

// A rawBody is the connection after a switch of protocols.
type rawBody struct {
	c *clientConn
}

func (b *rawBody) Read(p []byte) (int, error)  { return b.c.in.Read(p) }
func (b *rawBody) Write(p []byte) (int, error) { return b.c.nc.Write(p) }
func (b *rawBody) Close() error                { return b.c.nc.Close() }

func (b *rawBody) CloseWrite() error {
	if half, ok := b.c.nc.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return fmt.Errorf("CloseWrite: %w", ErrNotSupported)
}

// ProxyFromEnvironment is the proxy of $HTTP_PROXY, unless $NO_PROXY names the host.
func ProxyFromEnvironment(req *Request) (*url.URL, error) {
	env := proxySettings()
	value := env.http
	switch req.URL.Scheme {
	case "https":
		value = env.https
	case "http":
	default:
		return nil, nil
	}
	if value == "" {
		return nil, nil
	}
	u, err := url.Parse(value)
	if err != nil || u.Scheme == "" || u.Host == "" {
		if again, wrong := url.Parse("http://" + value); wrong == nil {
			u = again
		} else if err != nil {
			// What is no address is none.
			return nil, nil
		}
	}
	if env.cgi && req.URL.Scheme != "https" {
		return nil, errors.New("refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy")
	}
	if env.excludes(req.URL) {
		return nil, nil
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
	cgi             bool
}
