package http

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"sync"
	"time"
)

// DefaultMaxIdleConnsPerHost is how many idle connections to one host are kept.
const DefaultMaxIdleConnsPerHost = 2

// A Transport makes exchanges over connections that it keeps.
type Transport struct {
	// The proxy for a request; nil or an answer of nil: none.
	Proxy       func(*Request) (*url.URL, error)
	DialContext func(ctx context.Context, network, addr string) (net.Conn, error)
	Dial        func(network, addr string) (net.Conn, error)

	// For TLS, where there is no proxy.
	DialTLSContext func(ctx context.Context, network, addr string) (net.Conn, error)
	DialTLS        func(network, addr string) (net.Conn, error)

	TLSClientConfig       *tlsConfig
	TLSHandshakeTimeout   time.Duration
	DisableKeepAlives     bool
	DisableCompression    bool
	MaxIdleConns          int
	MaxIdleConnsPerHost   int
	MaxConnsPerHost       int
	IdleConnTimeout       time.Duration
	ResponseHeaderTimeout time.Duration
	ExpectContinueTimeout time.Duration

	TLSNextProto map[string]func(authority string, c *tlsConn) RoundTripper

	OnProxyConnectResponse func(ctx context.Context, proxyURL *url.URL, connectReq *Request, connectRes *Response) error
	GetProxyConnectHeader  func(ctx context.Context, proxyURL *url.URL, target string) (Header, error)
	ProxyConnectHeader     Header
	MaxResponseHeaderBytes int64
	WriteBufferSize        int
	ReadBufferSize         int
	ForceAttemptHTTP2      bool
	HTTP2                  *HTTP2Config
	Protocols              *Protocols

	mu      sync.Mutex
	idle    map[route][]*clientConn // the one used last at the end
	order   []*clientConn           // all idle ones, the oldest first
	open    map[route]int           // connections, those being dialled included
	waiting map[route][]chan *clientConn
	schemes map[string]RoundTripper
	http2   map[route][]*http2ClientConn
}

// DefaultTransport is what clients use that have none.
var DefaultTransport RoundTripper = &Transport{
	Proxy:                 ProxyFromEnvironment,
	DialContext:           (&net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
	ForceAttemptHTTP2:     true,
	MaxIdleConns:          100,
	IdleConnTimeout:       90 * time.Second,
	TLSHandshakeTimeout:   10 * time.Second,
	ExpectContinueTimeout: 1 * time.Second,
}

// A route is what a connection is good for.
type route struct {
	proxy  string // URL
	addr   string // host:port; empty for what goes through a proxy in the clear
	secure bool   // TLS is spoken
}

// Clone copies the settings.
func (t *Transport) Clone() *Transport {
	return &Transport{
		Proxy: t.Proxy, DialContext: t.DialContext, Dial: t.Dial, TLSHandshakeTimeout: t.TLSHandshakeTimeout, DisableKeepAlives: t.DisableKeepAlives,
		DisableCompression: t.DisableCompression, MaxIdleConns: t.MaxIdleConns, MaxIdleConnsPerHost: t.MaxIdleConnsPerHost,
		MaxConnsPerHost: t.MaxConnsPerHost, IdleConnTimeout: t.IdleConnTimeout, ResponseHeaderTimeout: t.ResponseHeaderTimeout,
		ExpectContinueTimeout: t.ExpectContinueTimeout, ProxyConnectHeader: t.ProxyConnectHeader.Clone(),
		MaxResponseHeaderBytes: t.MaxResponseHeaderBytes, WriteBufferSize: t.WriteBufferSize, ReadBufferSize: t.ReadBufferSize,
		ForceAttemptHTTP2: t.ForceAttemptHTTP2, DialTLSContext: t.DialTLSContext, DialTLS: t.DialTLS, TLSClientConfig: t.TLSClientConfig.Clone(),
		TLSNextProto: t.TLSNextProto, OnProxyConnectResponse: t.OnProxyConnectResponse, GetProxyConnectHeader: t.GetProxyConnectHeader,
		HTTP2: t.HTTP2, Protocols: t.Protocols,
	}
}

// ErrSkipAltProtocol from a registered RoundTripper hands the request back.
var ErrSkipAltProtocol = errors.New("net/http: skip alternate protocol")

// RegisterProtocol has requests of a scheme made by rt.
func (t *Transport) RegisterProtocol(scheme string, rt RoundTripper) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, exists := t.schemes[scheme]; exists {
		panic("protocol " + scheme + " already registered")
	}
	if t.schemes == nil {
		t.schemes = make(map[string]RoundTripper)
	}
	t.schemes[scheme] = rt
}

// CancelRequest is from before requests had contexts.
func (t *Transport) CancelRequest(req *Request) {}

func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	all := t.order
	t.idle, t.order = nil, nil
	t.mu.Unlock()
	for _, c := range all {
		c.close(errors.New("http: CloseIdleConnections called"))
	}
	t.closeIdleHTTP2()
}

func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = "80"
		if u.Scheme == "https" {
			port = "443"
		}
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// check refuses requests that cannot be sent.
func check(req *Request) error {
	switch {
	case req.URL == nil:
		return errors.New("http: nil Request.URL")
	case req.Header == nil:
		return errors.New("http: nil Request.Header")
	}
	for _, h := range []struct {
		what   string
		header Header
	}{{"header", req.Header}, {"trailer", req.Trailer}} {
		if wrong := invalidField(h.header); wrong != "" {
			return errors.New("net/http: invalid " + h.what + " " + wrong)
		}
	}
	return nil
}

// invalidField names a field that cannot be sent, if there is one.
func invalidField(h Header) string {
	for key, values := range h {
		if !validMethod(key) {
			return fmt.Sprintf("field name %q", key)
		}
		for _, v := range values {
			if !validValue(v) {
				// Without the value: it may be a secret.
				return fmt.Sprintf("field value for %q", key)
			}
		}
	}
	return ""
}

func (t *Transport) RoundTrip(req *Request) (*Response, error) {
	if err := check(req); err != nil {
		req.closeBody()
		return nil, err
	}
	t.mu.Lock()
	other := t.schemes[req.URL.Scheme]
	t.mu.Unlock()
	if other != nil {
		if resp, err := other.RoundTrip(req); err != ErrSkipAltProtocol {
			return resp, err
		}
	}
	fail := func(err error) (*Response, error) {
		req.closeBody()
		return nil, err
	}
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
		return fail(badString("unsupported protocol scheme", req.URL.Scheme))
	}
	if req.Method != "" && !validMethod(req.Method) {
		return fail(fmt.Errorf("net/http: invalid method %q", req.Method))
	}
	if req.URL.Host == "" {
		return fail(errors.New("http: no Host in request URL"))
	}
	ctx := req.Context()
	if req.Cancel != nil {
		given, cancel := context.WithCancel(ctx)
		defer context.AfterFunc(ctx, cancel)
		go func() {
			select {
			case <-req.Cancel:
				cancel()
			case <-given.Done():
			}
		}()
		ctx = given
	}
	r, proxy, err := t.routeOf(req)
	if err != nil {
		return fail(err)
	}
	return t.exchange(req, ctx, r, proxy)
}

func (t *Transport) dialProxy(ctx context.Context, proxy *url.URL) (net.Conn, error) {
	nc, err := t.dial(ctx, hostPort(proxy))
	if err != nil {
		return nil, proxyFailed(err)
	}
	return nc, nil
}

// proxyFailed says that it was the proxy that could not be reached.
func proxyFailed(err error) error { return &net.OpError{Op: "proxyconnect", Net: "tcp", Err: err} }

// routeOf is the way to a request's server, and the proxy that is told of each request.
func (t *Transport) routeOf(req *Request) (r route, proxy *url.URL, err error) {
	r = route{addr: hostPort(req.URL), secure: req.URL.Scheme == "https"}
	if t.Proxy == nil {
		return r, nil, nil
	}
	if proxy, err = t.Proxy(req); err != nil || proxy == nil {
		return r, nil, err
	}
	if proxy.Scheme != "http" && proxy.Scheme != "https" {
		return r, nil, badString("unsupported protocol scheme", proxy.Scheme)
	}
	r.proxy = proxy.String()
	if r.secure {
		// The proxy sees but a tunnel.
		return r, nil, nil
	}
	r.addr = ""
	return r, proxy, nil
}

// exchange makes exchanges until one is answered or cannot be repeated.
func (t *Transport) exchange(req *Request, ctx context.Context, r route, proxy *url.URL) (*Response, error) {
	fail := func(err error) (*Response, error) {
		req.closeBody()
		return nil, err
	}
	original := req
	for tries := 0; ; tries++ {
		if err := ctx.Err(); err != nil {
			return fail(context.Cause(ctx))
		}
		c, err := t.conn(ctx, r)
		if err != nil {
			return fail(err)
		}
		if c.http2 != nil {
			resp, err, again, begun := c.http2.roundTrip(ctx, req)
			if err == nil {
				resp.Request = original
			}
			if !again || tries == 6 {
				return resp, err
			}
			if req, err = withBody(req, begun); err != nil {
				return nil, err
			}
			continue
		}
		x := &clientExchange{conn: c, req: req, ctx: ctx, proxy: proxy, answer: make(chan result, 1), goOn: make(chan bool, 1)}
		resp, err := x.run(t)
		if err == nil {
			resp.Request = original
			return resp, nil
		}
		if !x.repeatable(err) {
			return nil, x.plain(err)
		}
		// A connection that was kept had been closed by the server: another one.
		if req, err = withBody(req, x.bodySent); err != nil {
			return nil, err
		}
	}
}

// withBody is a request that is made once more; its body is there again.
func withBody(req *Request, begun bool) (*Request, error) {
	if req.GetBody == nil || !begun {
		return req, nil
	}
	body, err := req.GetBody()
	if err != nil {
		return nil, err
	}
	again := *req
	again.Body = body
	return &again, nil
}

// conn gives a connection that takes the request, or makes one.
func (t *Transport) conn(ctx context.Context, r route) (*clientConn, error) {
	c, err := t.awaitConn(ctx, r)
	if c != nil || err != nil {
		return c, err
	}
	nc, err := t.dialRoute(ctx, r)
	if err != nil {
		t.mu.Lock()
		t.open[r]--
		t.mu.Unlock()
		t.released(r)
		return nil, err
	}
	if h := t.newHTTP2(r, nc); h != nil {
		return &clientConn{http2: h}, nil
	}
	c = &clientConn{t: t, route: r, nc: nc}
	if r.secure {
		c.tls = stateOf(nc)
	}
	c.in = bufio.NewReaderSize(nc, sizeOr(t.ReadBufferSize))
	c.out = bufio.NewWriterSize(nc, sizeOr(t.WriteBufferSize))
	go c.readLoop()
	return c, nil
}

// awaitConn gives an idle connection, or nil as soon as one may be made, which then counts.
func (t *Transport) awaitConn(ctx context.Context, r route) (*clientConn, error) {
	t.mu.Lock()
	for {
		if h := t.sharedHTTP2(r); h != nil {
			t.mu.Unlock()
			return &clientConn{http2: h}, nil
		}
		if list := t.idle[r]; len(list) > 0 {
			c := list[len(list)-1]
			t.forget(c)
			t.mu.Unlock()
			return c, nil
		}
		if t.MaxConnsPerHost <= 0 || t.open[r] < t.MaxConnsPerHost {
			break
		}
		turn := make(chan *clientConn, 1)
		if t.waiting == nil {
			t.waiting = make(map[route][]chan *clientConn)
		}
		t.waiting[r] = append(t.waiting[r], turn)
		t.mu.Unlock()
		select {
		case c := <-turn:
			if c != nil {
				return c, nil
			}
			t.mu.Lock()
		case <-ctx.Done():
			t.mu.Lock()
			t.waiting[r] = slices.DeleteFunc(t.waiting[r], func(c chan *clientConn) bool { return c == turn })
			t.mu.Unlock()
			select {
			case c := <-turn:
				// It came after all: to whoever is next.
				if c != nil {
					t.keep(c)
				} else {
					t.released(r)
				}
			default:
			}
			return nil, context.Cause(ctx)
		}
	}
	if t.open == nil {
		t.open = make(map[route]int)
	}
	t.open[r]++
	t.mu.Unlock()
	return nil, nil
}

func sizeOr(n int) int {
	if n > 0 {
		return n
	}
	return 4 << 10
}

func (t *Transport) dial(ctx context.Context, addr string) (nc net.Conn, err error) {
	switch {
	case t.DialContext != nil:
		nc, err = t.DialContext(ctx, "tcp", addr)
		if nc == nil && err == nil {
			err = errors.New("net/http: Transport.DialContext hook returned (nil, nil)")
		}
	case t.Dial != nil:
		nc, err = t.Dial("tcp", addr)
		if nc == nil && err == nil {
			err = errors.New("net/http: Transport.Dial hook returned (nil, nil)")
		}
	default:
		var d net.Dialer
		nc, err = d.DialContext(ctx, "tcp", addr)
	}
	return nc, err
}

// released tells one who waits that a place is free.
func (t *Transport) released(r route) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if list := t.waiting[r]; len(list) > 0 {
		t.waiting[r] = list[1:]
		list[0] <- nil
	}
}

// forget takes an idle connection out of the lists. t.mu is held.
func (t *Transport) forget(c *clientConn) {
	same := func(o *clientConn) bool { return o == c }
	if !slices.Contains(t.order, c) {
		return
	}
	t.idle[c.route] = slices.DeleteFunc(t.idle[c.route], same)
	t.order = slices.DeleteFunc(t.order, same)
	if c.timer != nil {
		c.timer.Stop()
	}
}

// keep puts a connection among the idle ones, or gives it to who waits; false: it is to be closed.
func (t *Transport) keep(c *clientConn) bool {
	if t.DisableKeepAlives || t.MaxIdleConnsPerHost < 0 {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if c.broken() {
		return false
	}
	if list := t.waiting[c.route]; len(list) > 0 {
		t.waiting[c.route] = list[1:]
		list[0] <- c
		return true
	}
	most := t.MaxIdleConnsPerHost
	if most == 0 {
		most = DefaultMaxIdleConnsPerHost
	}
	if len(t.idle[c.route]) >= most {
		return false
	}
	if t.idle == nil {
		t.idle = make(map[route][]*clientConn)
	}
	t.idle[c.route] = append(t.idle[c.route], c)
	t.order = append(t.order, c)
	if t.MaxIdleConns > 0 && len(t.order) > t.MaxIdleConns {
		oldest := t.order[0]
		t.forget(oldest)
		go oldest.close(errors.New("http: putIdleConn: too many idle connections"))
	}
	if t.IdleConnTimeout > 0 {
		if c.timer == nil {
			c.timer = time.AfterFunc(t.IdleConnTimeout, c.expire)
		} else {
			c.timer.Reset(t.IdleConnTimeout)
		}
	}
	return true
}

// expire closes a connection that has been idle for long.
func (c *clientConn) expire() {
	c.t.mu.Lock()
	idle := slices.Contains(c.t.idle[c.route], c)
	if idle {
		c.t.forget(c)
	}
	c.t.mu.Unlock()
	if idle {
		c.close(errors.New("http: idle connection timeout"))
	}
}

// ProxyURL is a Proxy that is always the same.
func ProxyURL(fixedURL *url.URL) func(*Request) (*url.URL, error) {
	return func(*Request) (*url.URL, error) { return fixedURL, nil }
}
